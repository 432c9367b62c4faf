import Foundation
import SluiceTooling

extension SourceRoot {
    /// As this process is called.
    static var ofThisProcess: SourceRoot {
        SourceRoot(
            currentFolder: FileManager.default.currentDirectoryPath,
            workspace: ProcessInfo.processInfo.environment["GITHUB_WORKSPACE"])
    }
}
