import ArgumentParser
import SluiceCompiler
import SluiceTooling

/// What most commands look at.
struct Inputs: ParsableArguments {
    @Argument(
        help: "Files or folders, or '-' for standard input. The current folder where there are none.",
        completion: .file())
    var inputs: [String] = []

    /// The declarations of every target among the inputs; ends the command where there are none.
    func targets() throws -> [Target] {
        do {
            return try TargetSearch.targets(inputs.isEmpty ? ["."] : inputs)
        } catch {
            switch error {
            case .noDeclarations: throw Failure.problems("\(error)")
            case .unreadable: throw Failure.fatal("\(error)")
            }
        }
    }
}
