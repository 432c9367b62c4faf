/// A kind of problem that the compiler looks for, under the name that its diagnostics end with.
public struct Rule: Hashable, Sendable {
    /// The name between brackets, such as `unknown-queue`.
    public let id: String
    /// What the rule asks for, in one line.
    public let summary: String
    /// Whether it has warnings, which `# sluice:ignore` silences; what other rules find are errors.
    public let warns: Bool

    init(_ id: String, _ summary: String, warns: Bool = false) {
        self.id = id
        self.summary = summary
        self.warns = warns
    }
}
