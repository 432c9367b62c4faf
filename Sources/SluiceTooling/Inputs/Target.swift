package import SluiceCompiler

/// The declaration files of one target, which share one namespace.
package struct Target: Sendable {
    /// What it goes by in messages: the folder as it was given or found; `nil` for files that were given one by one.
    package let folder: String?
    /// Its files; at least one.
    package let files: [SourceFile]

    package init(folder: String?, files: [SourceFile]) {
        self.folder = folder
        self.files = files
    }
}
