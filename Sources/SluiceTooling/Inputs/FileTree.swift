/// Folders and files as ``TargetSearch`` looks through them: those of the disk, or of a revision of Git.
package protocol FileTree {
    /// What a path leads to; `nil` where it leads nowhere.
    func kind(of path: String) throws(InputError) -> FileKind?

    /// The names of what lies in a folder, links that are neither files nor folders included, in any order; none
    /// where there is no folder.
    func names(in folder: String) throws(InputError) -> [String]

    /// The same for all paths that lead to the same file or folder.
    func identity(of path: String) throws(InputError) -> String

    /// Whether a path leads to a folder without following a link.
    func isRealFolder(_ path: String) -> Bool

    /// The content of a file.
    func read(_ path: String) throws(InputError) -> [UInt8]

    /// How messages call a path.
    func displayName(of path: String) -> String
}

/// What a path leads to.
package enum FileKind: Sendable {
    case file, folder
}
