package import SluiceCompiler

/// The declaration files of one target, which share one namespace.
package struct Target: Sendable {
    /// What it goes by in messages: the folder as it was given or found; `nil` for files that were given one by one.
    package let folder: String?
    /// Its files; at least one.
    package let files: [SourceFile]
    /// The paths of files beside them that declare tasks but have no name that the build plugin knows: nothing reads them.
    package let unread: [String]

    package init(folder: String?, files: [SourceFile], unread: [String] = []) {
        self.folder = folder
        self.files = files
        self.unread = unread
    }

    /// What to say of ``unread``, a line each.
    package var remarks: [String] {
        unread.map { path in
            "\(path):1:1: warning: this file declares tasks, but files named '\(path.lastComponent)' are not read: "
                + "rename it to 'tasks.yaml' or '<name>.tasks.yaml'"
        }
    }

    /// What a heading calls it: its folder, or its file where there is one.
    package var displayName: String {
        if let folder { return folder == "." ? "this folder" : folder }
        return files.count == 1 ? files[0].path : "\(files.count) files"
    }
}
