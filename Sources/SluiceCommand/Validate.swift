import ArgumentParser
import Foundation
import SluiceCompiler
import SluiceTooling

/// `sluice validate`.
struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks declarations by every rule.",
        discussion: """
            EXAMPLES:
              sluice validate                                    every target of the package in the current folder
              sluice validate Sources/App --strict               warnings fail, too
              sluice validate --format github                    annotations in a GitHub workflow
              sluice validate --format sarif > sluice.sarif      for code scanning
              sluice validate --plan free                        as if the organization were on that plan
              cat tasks.yaml | sluice validate -                 what an editor holds
            """)

    @OptionGroup var inputs: Inputs

    @Option(help: "How problems are written.")
    var format = ReportFormat.text

    @Flag(help: "Let warnings fail.")
    var strict = false

    @OptionGroup var plan: PlanOption

    func run() throws {
        let targets = try inputs.targets().map { CheckedDeclarations($0.files, plan: plan.name) }
        try plan.check(against: targets)
        let reports = targets.map { Report(files: $0.declarations.files, diagnostics: $0.diagnostics) }
        Console.say(format.render(reports, root: .ofThisProcess, colour: Console.hasColour))
        if format == .text { Console.complain("\(Summary(targets))\n") }
        let diagnostics = targets.flatMap(\.diagnostics)
        if strict ? !diagnostics.isEmpty : diagnostics.contains(where: { $0.severity == .error }) {
            throw Failure.problems
        }
    }
}

extension ReportFormat: ExpressibleByArgument {}

extension SourceRoot {
    fileprivate static var ofThisProcess: SourceRoot {
        SourceRoot(
            currentFolder: FileManager.default.currentDirectoryPath,
            workspace: ProcessInfo.processInfo.environment["GITHUB_WORKSPACE"])
    }
}
