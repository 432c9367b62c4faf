package import SluiceCompiler

/// What there is to say about a rule, to someone who has just met it in a message.
package struct Explanation: Sendable {
    /// The rule.
    package let rule: Rule
    /// Why it is there: what would go wrong without it.
    package let reason: String
    /// A declaration file that the rule refuses.
    package let failing: String
    /// The same file, put right.
    package let passing: String
    /// What to do.
    package let remedy: String

    init(_ rule: Rule, reason: String, failing: String, passing: String, remedy: String) {
        self.rule = rule
        self.reason = reason
        self.failing = failing
        self.passing = passing
        self.remedy = remedy
    }

    /// What the compiler says of ``failing``.
    package var problems: CompileResult { check(files: [SourceFile(path: "tasks.yaml", text: failing)]) }

    /// The explanation of a rule.
    package static func of(_ rule: Rule) -> Explanation? {
        RuleFamily.all.lazy.flatMap(\.explanations).first { $0.rule == rule }
    }
}
