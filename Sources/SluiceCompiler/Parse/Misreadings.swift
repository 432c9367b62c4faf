internal import SluiceYAML

extension [Diagnostic] {
    /// With a remark on those whose value YAML has probably read otherwise than it was meant.
    ///
    /// Each look at a file takes time in proportion to its size, so only the first few of many problems get one.
    func withMisreadings(in files: [SourceFile]) -> [Diagnostic] {
        var looks = 0
        return map { diagnostic in
            guard diagnostic.severity == .error, diagnostic.help == nil, Self.rules.contains(diagnostic.rule) else {
                return diagnostic
            }
            looks += 1
            let (start, end) = (YAMLMark(diagnostic.place.start), YAMLMark(diagnostic.place.end))
            guard looks <= Self.mostLooks,
                let misreading = Misreading(files[diagnostic.place.file].bytes, start..<end)
            else { return diagnostic }
            let line = misreading.correctedLine.flatMap(Diagnostic.lineToWrite)
            return Diagnostic(
                .error, diagnostic.rule, diagnostic.message, at: diagnostic.place,
                help: misreading.reason + (line.map { "; \($0)" } ?? ""), notes: diagnostic.notes)
        }
    }

    /// Without those about a value that YAML could not read and that another was put in the place of.
    func withoutEchoes() -> [Diagnostic] {
        let unreadable = Set(lazy.filter { $0.rule == .yamlSyntax }.map { Place(from: $0.place) })
        guard !unreadable.isEmpty else { return self }
        return filter { $0.rule == .yamlSyntax || !unreadable.contains(Place(from: $0.place)) }
    }

    private static var mostLooks: Int { 20 }

    /// The rules about a text that means nothing where it stands.
    private static var rules: Set<Rule> {
        [
            .wrongType, .unknownKey, .invalidName, .invalidDuration, .invalidType, .invalidDefault, .unknownQueue,
            .unknownTask, .unknownType, .unknownField, .unknownPlan, .unknownTimezone,
        ]
    }
}

extension Place {
    /// The beginning of a place.
    fileprivate init(from place: Place) { self.init(file: place.file, start: place.start, end: place.start) }
}

extension YAMLMark {
    fileprivate init(_ position: SourcePosition) {
        self.init(line: UInt32(clamping: position.line), column: UInt32(clamping: position.column))
    }
}
