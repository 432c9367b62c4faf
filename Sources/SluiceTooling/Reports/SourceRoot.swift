/// The folder that a report for a machine names files from.
///
/// GitHub looks for them from the root of the repository, while a step of a workflow may run in any folder of it.
package struct SourceRoot: Sendable {
    private let root: [Substring]
    private let current: [Substring]

    /// The root of the repository where a GitHub workflow runs in it, else the current folder.
    ///
    /// - Parameter workspace: What a workflow finds in `GITHUB_WORKSPACE`: the absolute path of the repository.
    package init(currentFolder: String, workspace: String? = nil) {
        current = Self.components(of: currentFolder)
        let workspace = workspace.map(Self.components) ?? []
        root = !workspace.isEmpty && current.starts(with: workspace) ? workspace : current
    }

    /// A path from this folder where it leads into it, else the path as it was given.
    package func path(to written: String) -> String {
        let isAbsolute = written.hasPrefix("/")
        let components = Self.components(
            of: isAbsolute ? written : "/" + (current + [written[...]]).joined(separator: "/"))
        guard components.count > root.count, components.starts(with: root) else { return written }
        return components.dropFirst(root.count).joined(separator: "/")
    }

    /// The names on the way, with `.` and `..` followed.
    private static func components(of path: String) -> [Substring] {
        path.split(separator: "/").reduce(into: []) { names, name in
            switch name {
            case ".": break
            case "..": _ = names.popLast()
            default: names.append(name)
            }
        }
    }
}
