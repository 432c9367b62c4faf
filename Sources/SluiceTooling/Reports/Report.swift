package import SluiceCompiler

/// The problems of one target, and the files that their places refer to.
package struct Report: Sendable {
    /// The files, in the order that places refer to.
    package let files: [SourceFile]
    /// All problems, sorted by place.
    package let diagnostics: [Diagnostic]

    package init(files: [SourceFile], diagnostics: [Diagnostic]) {
        self.files = files
        self.diagnostics = diagnostics
    }
}
