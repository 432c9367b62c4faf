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
            let (file, line) = (diagnostic.place.file, diagnostic.place.start.line)
            func text(_ line: Int) -> String {
                String(decoding: lines[file, default: SourceLines(files[file].bytes)].line(line), as: UTF8.self)
            }
            let above = text(line - 1)
            let ignored = text(line).ignoredRules + (above.isComment ? above.ignoredRules : [])
            return !ignored.contains(diagnostic.rule.id)
        }
    }
}

extension String {
    /// The rules named by `# sluice:ignore` on a line.
    fileprivate var ignoredRules: [String] {
        guard let mark = firstRange(of: "# sluice:ignore ") else { return [] }
        return self[mark.upperBound...].split { $0 == " " || $0 == "," }.map(String.init)
    }

    /// Whether a line is nothing but a comment.
    fileprivate var isComment: Bool { first { $0 != " " } == "#" }
}
