extension [Diagnostic] {
    /// By place, each once: an anchored value that is read through several aliases has each of its problems once.
    func sortedOnce() -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return filter { seen.insert($0).inserted }
            .sorted { ($0.place, $0.rule.id, $0.message) < ($1.place, $1.rule.id, $1.message) }
    }
}
