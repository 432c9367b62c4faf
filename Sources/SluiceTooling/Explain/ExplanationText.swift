import SluiceCompiler

/// Writes explanations for a terminal.
package struct ExplanationText: Sendable {
    /// Whether to use the styles of a terminal.
    package let colour: Bool

    package init(colour: Bool = false) { self.colour = colour }

    /// All that there is to say about one rule.
    package func text(of explanation: Explanation) -> String {
        let problems = explanation.problems
        let shown = TextRenderer(colour: colour).render(problems.diagnostics, files: problems.files)
        return """
            \(strong(explanation.rule.id)): \(explanation.rule.summary)

            \(explanation.reason)

            \(strong("This fails:"))

            \(indented(explanation.failing.withVisibleControls))

            \(indented(shown))

            \(strong("This passes:"))

            \(indented(explanation.passing))

            \(strong("What to do:"))

            \(explanation.remedy)

            """
    }

    /// All rules, a line each.
    package var overview: String {
        let width = Rule.catalogue.map(\.id.count).max() ?? 0
        let families = RuleFamily.all.map { family in
            let rules = family.explanations.map { explanation in
                let rule = explanation.rule
                let padding = String(repeating: " ", count: width - rule.id.count)
                return "  \(rule.id)\(padding)  \(rule.summary)\(rule.warns ? " (warns)" : "")\n"
            }
            return "\(strong(family.title))\n\(rules.joined())\n"
        }
        return families.joined() + "'sluice explain RULE' tells why, with examples and the remedy.\n"
    }

    private func strong(_ text: String) -> String { colour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
            .joined(separator: "\n").trimmingEnd
    }
}

extension String {
    /// With the pictures that Unicode has for control characters in their places, as in `␈`.
    var withVisibleControls: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    let isHidden = scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
                    return isHidden ? Unicode.Scalar(0x2400 + scalar.value) ?? scalar : scalar
                }))
    }

    fileprivate var trimmingEnd: String { String(reversed().drop { $0 == "\n" }.reversed()) }
}
