/// Holds comments `# sluice:ignore` against the diagnostics that they are about.
struct Silencing {
    /// What the comments silence.
    private(set) var silenced: Set<Diagnostic> = []
    /// A warning for each comment, or each rule that one names, that silences nothing; as many as are reported.
    private(set) var complaints: [Diagnostic] = []

    private let found: [Line: [Diagnostic]]
    /// Whether all warnings were looked for.
    private let isComplete: Bool

    /// A line of a file.
    private struct Line: Hashable {
        let file: Int
        let line: Int
    }

    /// - Parameter isPartial: Whether only a part was looked at, such as one plan: then a comment may well be of use elsewhere.
    init(_ comments: [IgnoreComment], over diagnostics: [Diagnostic], isPartial: Bool) {
        found = Dictionary(grouping: diagnostics) { Line(file: $0.place.file, line: $0.place.start.line) }
        // Beside an error, some warnings are not looked for.
        isComplete = !isPartial && !diagnostics.contains { $0.severity == .error }
        for comment in comments { apply(comment) }
    }

    private var hasRoom: Bool { complaints.count < [Diagnostic].mostReported }

    private mutating func complain(_ complaint: Diagnostic) {
        if hasRoom { complaints.append(complaint) }
    }

    private mutating func apply(_ comment: IgnoreComment) {
        guard comment.mark.value == IgnoreComment.mark.description else {
            complain(.misspeltIgnore(comment.mark, rules: comment.rules.map(\.value)))
            return
        }
        let here = found[Line(file: comment.mark.place.file, line: comment.line), default: []]
        if comment.rules.isEmpty {
            let warnings = here.filter { $0.severity == .warning }
            complain(.ignoreWithoutRule(comment.mark, warnings: warnings.map(\.rule.id)))
        }
        for name in comment.rules {
            guard let rule = Rule.catalogue.first(where: { $0.id == name.value }) else {
                guard hasRoom else { continue }
                let nearest = NearestName.find(name.value, among: Rule.catalogue.map(\.id))
                complain(.unknownIgnoredRule(name, nearest: nearest))
                // A word that is like no rule begins a sentence: one complaint about it is enough.
                if nearest == nil { break }
                continue
            }
            apply(rule, name, here.filter { $0.rule == rule }, line: comment.line)
        }
    }

    private mutating func apply(_ rule: Rule, _ name: Located<String>, _ meant: [Diagnostic], line: Int) {
        if rule == .unusedIgnore {
            complain(.ignoredUnusedIgnore(name))
        } else if !rule.warns || meant.contains(where: { $0.severity == .error }) {
            complain(.ignoredError(name))
        } else if meant.isEmpty, isComplete {
            complain(.idleIgnore(name, line: line))
        }
        silenced.formUnion(meant.filter { $0.severity == .warning })
    }
}

extension [Diagnostic] {
    /// Without the warnings that comments silence, but with one for each comment that silences nothing.
    ///
    /// - Parameter isPartial: Whether only a part was looked at, such as one plan.
    func silenced(by comments: [IgnoreComment], isPartial: Bool) -> [Diagnostic] {
        if comments.isEmpty { return self }
        let silencing = Silencing(comments, over: self, isPartial: isPartial)
        return filter { !silencing.silenced.contains($0) } + silencing.complaints
    }
}
