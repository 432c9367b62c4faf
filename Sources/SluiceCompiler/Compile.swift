/// What is to be generated.
public struct CompileOptions: Hashable, Sendable {
    /// How much of the generated code a target needs.
    public enum Mode: String, CaseIterable, Hashable, Sendable {
        /// Triggers, queues and handlers.
        case all
        /// Payloads, triggers and queues, for a service that only triggers.
        case client
    }

    /// How much is generated, whatever the declarations say; `nil` is what `swift.generate` says there.
    public var mode: Mode?

    /// Options, with the declarations' own where nothing else is said.
    public init(mode: Mode? = nil) { self.mode = mode }
}

/// A generated file.
public struct OutputFile: Hashable, Sendable {
    /// Its file name, without folders.
    public let name: String
    /// Its text.
    public let contents: String

    /// A file of that name and text.
    public init(name: String, contents: String) {
        self.name = name
        self.contents = contents
    }
}

/// What came of compiling a target's declarations.
public struct CompileResult: Hashable, Sendable {
    /// The files, in the order of their names; every place refers to them by index.
    public let files: [SourceFile]
    /// The generated files; none where there is an error.
    public let outputs: [OutputFile]
    /// All problems of all files, sorted by place, each once.
    public let diagnostics: [Diagnostic]

    /// Whether anything stops the build.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Checks the declarations of one target and generates their Swift code.
///
/// A pure function: the same files give the same result, in whatever order they are passed.
///
/// - Parameters:
///   - files: All declaration files of the target; they share one namespace.
///   - options: What is to be generated.
/// - Returns: The generated files, or the problems that stand against them.
public func compile(files: [SourceFile], options: CompileOptions = CompileOptions()) -> CompileResult {
    let checked = CheckedDeclarations(files)
    let outputs = checked.hasErrors ? [] : emit(checked.declarations, options: options)
    return CompileResult(files: checked.declarations.files, outputs: outputs, diagnostics: checked.diagnostics)
}

/// Checks the declarations of one target, and generates nothing.
///
/// - Parameter files: All declaration files of the target; they share one namespace.
/// - Returns: The problems; no outputs.
public func check(files: [SourceFile]) -> CompileResult {
    let checked = CheckedDeclarations(files)
    return CompileResult(files: checked.declarations.files, outputs: [], diagnostics: checked.diagnostics)
}
