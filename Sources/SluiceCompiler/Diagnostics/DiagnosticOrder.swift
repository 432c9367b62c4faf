extension [Diagnostic] {
    /// By place, each once: an anchored value that is read through several aliases has each of its problems once.
    func sortedOnce() -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return filter { seen.insert($0).inserted }
            .sorted { ($0.place, $0.rule.id, $0.message) < ($1.place, $1.rule.id, $1.message) }
    }

    /// Without the warnings that a comment `# sluice:ignore <rule>` on their line, or on the line above, silences.
    func withoutIgnored(in files: [SourceFile]) -> [Diagnostic] {
        guard contains(where: { $0.severity == .warning }) else { return self }
        var lines: [Int: SourceLines] = [:]
        return filter { diagnostic in
            guard diagnostic.severity == .warning else { return true }
            let file = diagnostic.place.file
            let text = lines[file] ?? SourceLines(files[file])
            lines[file] = text
            let line = diagnostic.place.start.line
            let ignores = text.ignoredRules(line) + (text.isComment(line - 1) ? text.ignoredRules(line - 1) : [])
            return !ignores.contains(diagnostic.rule.id)
        }
    }
}

extension SourceLines {
    /// The rules named by `# sluice:ignore` on a line.
    fileprivate func ignoredRules(_ line: Int) -> [String] {
        let text = self[line]
        guard let mark = text.firstRange(of: "# sluice:ignore ") else { return [] }
        return text[mark.upperBound...].split { $0 == " " || $0 == "," }.map(String.init)
    }

    /// Whether a line is nothing but a comment.
    fileprivate func isComment(_ line: Int) -> Bool { self[line].first { $0 != " " } == "#" }
}
