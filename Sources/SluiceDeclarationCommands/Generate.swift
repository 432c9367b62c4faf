public import ArgumentParser
public import SluiceCompiler
import SluiceTooling

/// `sluice generate`.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Generates the Swift code of one target.",
        discussion: """
            Writes a Swift file for each declaration file and one for the target, and touches only what changes. Generated files \
            that nothing generates any more are removed; files of another origin are never touched. Where the declarations have \
            an error, nothing is written.

            EXAMPLES:
              sluice generate Sources/App --output-directory Generated
              # triggers alone, of tasks that another package runs
              sluice generate ../worker/Sources/Jobs --mode client \\
                --output-directory Sources/Site/Tasks
              # in CI: fails where generated files are stale
              sluice generate Sources/App --output-directory Generated --check
            """)

    @OptionGroup var inputs: Inputs

    @Option(
        help: ArgumentHelp("The folder to write to; it is created where it is missing.", valueName: "directory"),
        completion: .directory)
    var outputDirectory: String

    @Option(
        help: """
            How much is generated: 'all', or 'client' for a service that only triggers. What the declarations say, where this \
            is left out; 'all' where they say nothing.
            """)
    var mode: CompileOptions.Mode?

    @Flag(help: "Write nothing; show how every file differs from what would be written, and fail if one does.")
    var check = false

    func run() throws {
        let targets = try inputs.targets()
        guard targets.count == 1 else {
            let names = targets.map { $0.folder.map { "'\($0)'" } ?? "the files" }.joined(separator: ", ")
            throw Failure.usage("the inputs are \(targets.count) targets (\(names)); generate one at a time")
        }
        let result = compile(files: targets[0].files, options: CompileOptions(mode: mode))
        Console.complain(TextRenderer(colour: Console.errorHasColour).render(result.diagnostics, files: result.files))
        if result.hasErrors { throw Failure.problems }
        let folder = GeneratedFolder(outputDirectory)
        do {
            let changes = try folder.changes(to: result.outputs)
            guard check else { return try folder.apply(changes) }
            for change in changes { Console.say(description(of: change, in: folder)) }
            if !changes.isEmpty {
                Console.complain("error: \(changes.count) generated \(changes.count == 1 ? "file is" : "files are") ")
                Console.complain("not what the declarations give; run 'sluice generate' without --check\n")
                throw Failure.problems
            }
        } catch let code as ExitCode {
            throw code
        } catch {
            throw Failure.fatal("\(error)")
        }
    }

    private func description(of change: GeneratedFolder.Change, in folder: GeneratedFolder) -> String {
        let path = folder.file(change.name)
        let diff = UnifiedDiff.text(
            from: change.old ?? "", to: change.new ?? "", oldName: change.old == nil ? "/dev/null" : path,
            newName: change.new == nil ? "/dev/null" : path)
        return "\(path): \(change.word)\n\(diff)"
    }
}

extension CompileOptions.Mode: ExpressibleByArgument {}
