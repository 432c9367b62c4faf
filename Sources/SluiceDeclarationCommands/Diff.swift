import ArgumentParser
import Foundation
import SluiceCompiler
import SluiceTooling

/// `sluice diff`.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what a change of declarations does to queued runs and to callers.",
        usage: """
            sluice diff <old> <new> [--format <format>] [--strict]
            sluice diff --against <revision> [<paths> ...] [--format <format>] [--strict]
            """,
        discussion: """
            Every change is breaking (queued runs, or callers that were built before, can fail), risky (they go on, but not as \
            before; or code must be changed), or safe. Each is named with its place, what happens, and what to do instead. \
            Comments, descriptions, the order of declarations and the files that they lie in are no changes.

            With --against, what lies in the working tree is compared with the same paths at that revision of Git; nothing is \
            checked out.

            EXAMPLES:
              # every target of the package in the current folder, since main
              sluice diff --against main
              # one folder; risky changes fail, too
              sluice diff --against HEAD~1 Sources/App --strict
              # annotations in a GitHub workflow
              sluice diff --against origin/main --format github
              # a comment on a pull request
              sluice diff --against main --format markdown > comment.md
              # two files, or two folders
              sluice diff deployed.yaml tasks.yaml

            EXIT CODES: 0 nothing breaks, 1 a breaking change, or declarations with errors.
            """)

    @Argument(
        help:
            "The old and the new version: files or folders. With --against, what to compare; the current folder if nothing.",
        completion: .file())
    var paths: [String] = []

    @Option(help: ArgumentHelp("The revision of Git that is the old version.", valueName: "revision"))
    var against: String?

    @Option(help: "How changes are written.")
    var format = ComparisonFormat.text

    @Flag(help: "Let risky changes fail.")
    var strict = false

    func validate() throws {
        if against != nil {
            if paths.contains("-") {
                throw ValidationError("standard input has no older version; pass files or folders")
            }
        } else if paths.count != 2 {
            throw ValidationError("pass an old and a new version, or '--against' and a revision of Git")
        }
    }

    func run() throws {
        let pairs = try self.pairs()
        var comparisons: [Comparison] = []
        var hasErrors = false
        for pair in pairs {
            let versions = [pair.old, pair.new].map { CheckedDeclarations($0?.files ?? []) }
            for version in versions where version.hasErrors {
                hasErrors = true
                let errors = version.diagnostics.filter { $0.severity == .error }
                Console.complain(
                    TextRenderer(colour: Console.errorHasColour).render(errors, files: version.declarations.files))
            }
            guard !hasErrors else { continue }
            comparisons.append(Comparison(from: versions[0].declarations, to: versions[1].declarations))
        }
        if hasErrors { throw Failure.problems("error: only valid declarations can be compared") }

        Console.say(format.render(comparisons, root: .ofThisProcess, colour: Console.hasColour))
        if format == .text { Console.complain("\(ComparisonSummary(comparisons))\n") }
        let heaviest = comparisons.flatMap(\.changes).map(\.kind.changeClass).min() ?? .safe
        if heaviest <= (strict ? .risky : .breaking) { throw Failure.problems }
    }

    private func pairs() throws -> [TargetPair] {
        do {
            guard let against else {
                return TargetPair.pairs(
                    try TargetSearch.targets([paths[0]]), try TargetSearch.targets([paths[1]]))
            }
            let inputs = paths.isEmpty ? ["."] : paths
            let revision = try GitRevision(against, from: FileManager.default.currentDirectoryPath)
            let old = try TargetSearch(in: revision, mayFindNothing: true).targets(inputs)
            // What was there before and is gone has been removed; what never was there is a mistake.
            let new = try TargetSearch(in: DiskTree(), mayFindNothing: !old.isEmpty).targets(inputs)
            return TargetPair.pairs(old, new)
        } catch let error as InputError {
            switch error {
            case .noDeclarations: throw Failure.problems("\(error)")
            case .unreadable: throw Failure.fatal("\(error)")
            }
        } catch {
            throw Failure.fatal("\(error)")
        }
    }
}

extension ComparisonFormat: ExpressibleByArgument {
    /// What `--help` says of each.
    public static var allValueDescriptions: [String: String] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.purpose) })
    }

    private var purpose: String {
        switch self {
        case .text: "for people"
        case .json: "one array, a change a line"
        case .github: "annotations of a GitHub workflow"
        case .markdown: "for a comment on a pull request"
        }
    }
}
