/// One problem in the declarations: what is wrong, where, and what to write instead.
public struct Diagnostic: Hashable, Sendable {
    /// How much a problem weighs.
    public enum Severity: String, Hashable, Sendable {
        /// Nothing is generated.
        case error
        /// Worth a look; `# sluice:ignore <rule>` silences it.
        case warning
    }

    /// Another place that explains the problem, such as the first of two declarations.
    public struct Note: Hashable, Sendable {
        /// What is to be seen there.
        public let message: String
        /// Where it is to be seen.
        public let place: Place

        /// A remark about another place.
        public init(_ message: String, at place: Place) {
            self.message = message
            self.place = place
        }
    }

    /// Whether it stops the build.
    public let severity: Severity
    /// The rule that found it.
    public let rule: Rule
    /// What is wrong and why, in one line; it may end with the remedy.
    public let message: String
    /// Where it is wrong.
    public let place: Place
    /// A remedy that needs lines of its own, such as the YAML to write.
    public let help: String?
    /// Other places that explain it.
    public let notes: [Note]

    /// A problem at a place.
    public init(
        _ severity: Severity, _ rule: Rule, _ message: String, at place: Place, help: String? = nil, notes: [Note] = []
    ) {
        self.severity = severity
        self.rule = rule
        self.message = message
        self.place = place
        self.help = help
        self.notes = notes
    }
}
