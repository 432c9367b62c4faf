package import SluiceCompiler

extension SourceFile {
    private static let standardInputPath = "<stdin>"

    /// What came through standard input.
    package static func standardInput(_ bytes: [UInt8]) -> SourceFile {
        SourceFile(path: standardInputPath, bytes: bytes)
    }

    /// Whether there is no file behind it.
    package var isStandardInput: Bool { path == Self.standardInputPath }
}
