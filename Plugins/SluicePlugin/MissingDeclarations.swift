import Foundation
import PackagePlugin

/// What to say about a target that uses the plugin but declares no tasks.
struct MissingDeclarations {
    let target: any SourceModuleTarget

    var message: String {
        let files = filesBelowFolder()
        let subject = "target '\(target.name)' uses SluicePlugin, but"
        if let excluded = files.first(where: { FileName.isDeclarations($0.lastPathComponent) }) {
            return "\(subject) its '\(excluded.lastPathComponent)' is not among its files: "
                + "take \(excluded.plainPath) out of 'exclude', or name it in 'sources', in Package.swift"
        }
        if let similar = files.first(where: { FileName.resemblesDeclarations($0.lastPathComponent) }) {
            return "\(subject) declares no tasks; '\(similar.lastPathComponent)' is not a name that it reads: "
                + "rename \(similar.plainPath) to 'tasks.yaml' or '<name>.tasks.yaml'"
        }
        return "\(subject) declares no tasks: add \(target.directoryURL.appending(component: "tasks.yaml").plainPath), "
            + "or take the plugin off the target in Package.swift"
    }

    /// Also files that the target leaves out.
    private func filesBelowFolder() -> [URL] {
        let found = FileManager.default.enumerator(
            at: target.directoryURL, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
        return (found?.allObjects as? [URL] ?? []).sorted { $0.plainPath < $1.plainPath }
    }
}
