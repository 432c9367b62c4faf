import Foundation
import PackagePlugin

/// The command line `sluice`, run in the package's folder, so that paths in its messages begin there.
struct SluiceCommandLine {
    enum Verdict {
        case clean
        /// It has said which.
        case problems
    }

    private let tool: URL
    private let folder: URL

    init(_ context: PluginContext) throws {
        // By its target's name: that of its product is not known here.
        tool = try context.tool(named: "SluicePluginCommand").url
        folder = context.package.directoryURL
    }

    /// Runs a command to its end. What it says goes where the plugin's own output goes, as it is.
    ///
    /// - Throws: ``CommandFailure`` where it did not get as far as a verdict.
    func run(_ arguments: [String]) throws -> Verdict {
        let process = Process()
        process.executableURL = tool
        process.arguments = arguments
        process.currentDirectoryURL = folder
        try process.run()
        process.waitUntilExit()
        switch (process.terminationReason, process.terminationStatus) {
        case (.exit, 0): return .clean
        case (.exit, 1): return .problems
        case (_, let status): throw CommandFailure("'sluice \(arguments[0])' ended with code \(status)")
        }
    }
}
