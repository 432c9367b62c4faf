internal import SluiceYAML

extension Rule {
    package static let yamlSyntax = Rule("yaml-syntax", "a declaration file is one YAML document")
    package static let encoding = Rule("encoding", "a declaration file is UTF-8 without control characters")
    package static let tooLarge = Rule("too-large", "a declaration file has a bounded size, aliases followed")
    package static let tooDeep = Rule("too-deep", "values nest within a bounded depth")
}

extension Diagnostic {
    static func unreadable(_ problem: YAMLProblem, file: Int) -> Diagnostic {
        let rule: Rule =
            switch problem.kind {
            case .syntax: .yamlSyntax
            case .encoding: .encoding
            case .tooLarge: .tooLarge
            case .tooDeep: .tooDeep
            }
        let notes = problem.note.map { note in
            let start = SourcePosition(note.mark)
            return Note(note.message, at: Place(file: file, start: start, end: start))
        }
        let place = Place(file: file, start: SourcePosition(problem.start), end: SourcePosition(problem.end))
        let nearest = problem.unknownName.flatMap { NearestName.find($0.name, among: $0.known) }
        return Diagnostic(
            .error, rule, problem.message + (nearest.map { "; did you mean '*\($0)'?" } ?? ""), at: place,
            help: problem.correctedLine.flatMap(Self.lineToWrite), notes: notes.map { [$0] } ?? [])
    }

    /// The help that shows a whole line, unless it is too long to be of any.
    static func lineToWrite(_ line: String) -> String? {
        line.unicodeScalars.count <= 120 ? "write:  \(line)" : nil
    }

    static func unquotedType(_ type: String, corrected line: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .error, .yamlSyntax, "YAML ends a list at its ']' and can't read '\(type.shortened)'; quote the type",
            at: place, help: lineToWrite(line))
    }
}
