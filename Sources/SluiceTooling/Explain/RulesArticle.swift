import SluiceCompiler

/// The documentation page of all rules, for DocC.
package enum RulesArticle {
    /// The page in Markdown.
    package static var text: String {
        introduction + table + RuleFamily.all.map(section).joined()
    }

    private static let introduction = """
        # Rules

        What the compiler asks of declarations, why, and what to do.

        ## Overview

        Every message ends with the name of the rule that it comes from. Errors stop the build. Warnings don't, unless
        `sluice validate --strict` checks them in CI; the rules that have warnings are marked. A comment silences a warning, on
        its line or above it, and may give a reason:

        ```yaml
        queues:
          uploads: { concurrencyLimit: 4 }  # sluice:ignore unused-queue # for the import that comes in May
        ```

        `sluice explain RULE` shows what this page says about a rule.


        """

    private static var table: String {
        let rows = RuleFamily.all.flatMap(\.explanations).map(\.rule).map { rule in
            "| `\(rule.id)` | \(rule.summary)\(rule.warns ? " *(warns)*" : "") |\n"
        }
        return "| Rule | What it asks for |\n| --- | --- |\n\(rows.joined())\n"
    }

    private static func section(_ family: RuleFamily) -> String {
        "## \(family.title)\n\n" + family.explanations.map(section).joined()
    }

    private static func section(_ explanation: Explanation) -> String {
        "### \(explanation.rule.id)\n\n\(body(explanation))\n\n"
    }

    /// What the page says about one rule.
    static func body(_ explanation: Explanation) -> String {
        let problems = explanation.problems
        let shown = TextRenderer().render(problems.diagnostics, files: problems.files)
        return """
            \(explanation.reason)

            This fails:

            ```yaml
            \(explanation.failing.withVisibleControls)
            ```

            ```
            \(shown)```

            This passes:

            ```yaml
            \(explanation.passing)
            ```

            \(explanation.remedy)
            """
    }
}
