import PackagePlugin

/// `swift package validate-tasks`: every rule over the declarations of every target.
@main
struct SluiceValidatePlugin: CommandPlugin {
    private static let help = """
        OVERVIEW: Checks the task declarations of every target of this package by every rule, and builds none of its targets.

        USAGE: swift package validate-tasks [--format <format>] [--strict] [--plan <name>]

        OPTIONS:
          --format <format>    How problems are written: text, json, github or sarif; text where nothing is said.
          --strict             Let warnings fail.
          --plan <name>        Check as if the organization were on this plan, instead of over all.
          --help               Show this.

        EXAMPLES:
          swift package validate-tasks --strict
          swift package --quiet validate-tasks --format sarif > tasks.sarif

        It fails where there are problems. It writes nothing, so it needs no permission.
        """

    func performCommand(context: PluginContext, arguments: [String]) throws {
        let arguments = try Arguments(
            arguments, flags: ["--strict", "--help", "-h"], options: ["--format", "--plan"], of: "validate-tasks")
        guard arguments.flags.isDisjoint(with: ["--help", "-h"]) else { return print(Self.help) }

        let folders = context.package.sourceModules.filter(\.holdsDeclarations).map(\.directoryURL)
        guard !folders.isEmpty else { throw CommandFailure(nothingDeclared(in: context.package)) }
        let passed =
            arguments.values.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] } + arguments.flags.sorted()
        let verdict = try SluiceCommandLine(context).run(["validate"] + passed + folders.map(context.package.path(to:)))
        if verdict == .problems { throw CommandFailure("the task declarations have problems") }
    }

    private func nothingDeclared(in package: Package) -> String {
        let files = package.sourceModules.flatMap { $0.sourceFiles.map(\.url) }
        let misnamed = files.first { FileName.resemblesDeclarations($0.lastPathComponent) }
        let remedy = misnamed.map { "rename '\(package.path(to: $0))' to 'tasks.yaml' or '<name>.tasks.yaml'" }
        return "no target of package '\(package.displayName)' declares tasks; "
            + (remedy ?? "add a file 'tasks.yaml' to a target's folder")
    }
}
