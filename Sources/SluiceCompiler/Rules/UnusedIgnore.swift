extension Rule {
    package static let unusedIgnore = Rule(
        "unused-ignore", "a comment '# sluice:ignore' silences a warning", warns: true)
}

extension Diagnostic {
    static func ignoreWithoutRule(_ mark: Located<String>, warnings: [String]) -> Diagnostic {
        let rules = Set(warnings).sorted().joined(separator: ", ")
        let remedy = rules.isEmpty ? "remove it" : "write '# sluice:ignore \(rules)'"
        return unusedIgnore("'sluice:ignore' names no rule, so it silences nothing; \(remedy)", at: mark.place)
    }

    static func misspeltIgnore(_ mark: Located<String>, rules: [String]) -> Diagnostic {
        let known = Rule.catalogue.map(\.id).filter(rules.contains)
        let remedy = "write '# sluice:ignore \(known.isEmpty ? "<rule>" : known.joined(separator: ", "))'"
        let message = "'\(mark.value.shortened)' is unknown, so it silences nothing"
        return unusedIgnore("\(message); \(remedy), beside the warning's line or above it", at: mark.place)
    }

    static func unknownIgnoredRule(_ name: Located<String>, nearest: String?) -> Diagnostic {
        let remedy =
            nearest.map { "did you mean '\($0)'?" }
            ?? "write the name that the warning ends with; a reason goes after another '#'"
        return unusedIgnore("there is no rule '\(name.value.shortened)'; \(remedy)", at: name.place)
    }

    static func ignoredError(_ rule: Located<String>) -> Diagnostic {
        let message = "what '\(rule.value)' finds is an error, and errors can't be silenced"
        return unusedIgnore("\(message); mend it, and remove this", at: rule.place)
    }

    static func ignoredUnusedIgnore(_ rule: Located<String>) -> Diagnostic {
        unusedIgnore("'unused-ignore' can't be silenced; remove this, and what it is about", at: rule.place)
    }

    static func idleIgnore(_ rule: Located<String>, line: Int) -> Diagnostic {
        let distance = line - rule.place.start.line
        let covered = distance == 0 ? "this line" : distance == 1 ? "the next line" : "line \(line)"
        return unusedIgnore(
            "there is no '\(rule.value)' warning on \(covered) to silence; remove it from the comment", at: rule.place)
    }

    private static func unusedIgnore(_ message: String, at place: Place) -> Diagnostic {
        Diagnostic(.warning, .unusedIgnore, message, at: place)
    }
}
