import ArgumentParser
import Foundation
import SluiceCompiler
import SluiceTooling

/// `sluice validate`.
struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks declarations by every rule.",
        discussion: """
            Problems go to standard output, and for people a last line of what they come to to standard error.

            EXAMPLES:
              # every target of the package in the current folder
              sluice validate
              # one folder; warnings fail, too
              sluice validate Sources/App --strict
              # annotations in a GitHub workflow
              sluice validate --format github
              # for code scanning
              sluice validate --format sarif > sluice.sarif
              # as if the organization were on that plan
              sluice validate --plan free
              # what an editor holds
              cat tasks.yaml | sluice validate -
            """)

    @OptionGroup var inputs: Inputs

    @Option(
        help: ArgumentHelp(
            "How problems are written.",
            discussion: """
                'github' and 'sarif' name files from the root of the repository where GITHUB_WORKSPACE tells it.
                """))
    var format = ReportFormat.text

    @Flag(help: "Let warnings fail.")
    var strict = false

    @OptionGroup var plan: PlanOption

    func run() throws {
        let found = try inputs.targets()
        let targets = found.map { CheckedDeclarations($0.files, plan: plan.name) }
        try plan.check(against: targets)
        let reports = targets.map { Report(files: $0.declarations.files, diagnostics: $0.diagnostics) }
        Console.say(format.render(reports, root: .ofThisProcess, colour: Console.hasColour))
        // About files that are no part of what was checked: beside the report, in whatever format that is.
        let remarks = found.flatMap(\.remarks)
        for remark in remarks { Console.complain("\(remark)\n") }
        if format == .text { Console.complain("\(Summary(targets))\n") }
        let diagnostics = targets.flatMap(\.diagnostics)
        let isStrictlyClean = diagnostics.isEmpty && remarks.isEmpty
        let hasFailed = strict ? !isStrictlyClean : diagnostics.contains { $0.severity == .error }
        // Giving back what was read, declaration by declaration, would take a while and serve nobody.
        withExtendedLifetime((found, targets)) { Self.exit(withError: hasFailed ? Failure.problems : nil) }
    }
}

extension ReportFormat: ExpressibleByArgument {
    /// What `--help` says of each.
    public static var allValueDescriptions: [String: String] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.purpose) })
    }

    private var purpose: String {
        switch self {
        case .text: "for people and build systems"
        case .json: "one array, a problem a line"
        case .github: "annotations of a GitHub workflow"
        case .sarif: "SARIF 2.1.0, for code scanning"
        }
    }
}
