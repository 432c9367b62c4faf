extension [Diagnostic] {
    /// How many problems of a target are reported. Compilers stop much earlier (Clang after 20, Go after 10); a report of all
    /// files in one run needs more, but none that fills a terminal, or a code host's view, helps anyone.
    static var mostReported: Int { 1_000 }

    /// The first problems of very many, errors before warnings, still sorted; the last one says so.
    func firstOnes() -> [Diagnostic] {
        guard count >= Self.mostReported else { return self }
        let errors = count { $0.severity == .error }
        var (roomForErrors, roomForWarnings) = (Self.mostReported, Swift.max(0, Self.mostReported - errors))
        var first = filter { diagnostic in
            if diagnostic.severity == .error {
                roomForErrors -= 1
                return roomForErrors >= 0
            }
            roomForWarnings -= 1
            return roomForWarnings >= 0
        }
        let last = first.removeLast()
        let note = Diagnostic.Note(
            "after \(Self.mostReported) problems no more are reported; mend these first", at: last.place)
        first.append(
            Diagnostic(
                last.severity, last.rule, last.message, at: last.place, help: last.help, notes: last.notes + [note]))
        return first
    }
}
