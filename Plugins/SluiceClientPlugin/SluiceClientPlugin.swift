import PackagePlugin

/// `swift package generate-task-client`: typed triggers in the sources of a target that runs no task itself.
@main
struct SluiceClientPlugin: CommandPlugin {
    private static let help = """
        OVERVIEW: Generates typed triggers for tasks that another service runs: payloads, queues and triggers, no handlers.

        They are written into the folder 'Generated' of a target, to be committed with its sources. The target needs the \
        library 'Sluice', and neither the build plugin nor libyaml.

        USAGE: swift package --allow-writing-to-package-directory generate-task-client
                   [--target <name>] [--from <target or path>] [--check]

        OPTIONS:
          --target <name>          The target to write into. Default: the one that has a client already, else the only one
                                   that declares no tasks.
          --from <target or path>  Where the tasks are declared: a target of this package or of one that it depends on, or
                                   a path from this package's folder. Default: the only such target that declares tasks.
          --check                  Write nothing; show how the files differ from what would be written, and fail if any does.
          --help                   Show this.

        EXAMPLES, each after 'swift package --allow-writing-to-package-directory':
          generate-task-client --from ../worker
          generate-task-client --target Site --from Jobs
          generate-task-client --from ../worker --check       in CI
        """

    func performCommand(context: PluginContext, arguments: [String]) throws {
        let arguments = try Arguments(
            arguments, flags: ["--check", "--help", "-h"], options: ["--target", "--from"], of: "generate-task-client")
        guard arguments.flags.isDisjoint(with: ["--help", "-h"]) else { return print(Self.help) }

        let package = context.package
        let target = try ClientTarget.find(arguments.values["--target"], in: package)
        let source = try DeclarationSource.find(arguments.values["--from"], for: target, in: package)
        let output = package.path(to: target.output)
        let isCheck = arguments.flags.contains("--check")
        let command = ["generate", source.path, "--mode", "client", "--output-directory", output]
        switch try SluiceCommandLine(context).run(command + (isCheck ? ["--check"] : [])) {
        case .clean: print("\(output): \(isCheck ? "is" : "now") the client of \(source.name)")
        case .problems where isCheck:
            throw CommandFailure("'\(output)' is not the client of \(source.name); generate it without '--check'")
        case .problems: throw CommandFailure("'\(output)' was left as it is")
        }
        if !target.canImportSluice {
            Diagnostics.warning(
                "what was generated imports Sluice, which target '\(target.name)' does not depend on; "
                    + #"add .product(name: "Sluice", package: "sluice") to its dependencies"#)
        }
    }
}
