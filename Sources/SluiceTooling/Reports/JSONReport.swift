import SluiceCompiler

/// Problems for programs: one array, one problem a line.
///
/// A column counts Unicode scalars from 1, and an end is the position after the last character.
enum JSONReport {
    static func render(_ reports: [Report]) -> String {
        lines(reports.flatMap { report in report.diagnostics.map { problem($0, in: report.files) } })
    }

    /// An array with one value a line.
    static func lines(_ values: [JSONValue]) -> String {
        let lines = values.map { $0.text(isIndented: false) }
        return lines.isEmpty ? "[]\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"
    }

    private static func problem(_ diagnostic: Diagnostic, in files: [SourceFile]) -> JSONValue {
        let place = diagnostic.place
        return [
            "file": .string(files[place.file].path),
            "line": .integer(place.start.line),
            "column": .integer(place.start.column),
            "endLine": .integer(place.end.line),
            "endColumn": .integer(place.end.column),
            "severity": .string(diagnostic.severity.rawValue),
            "rule": .string(diagnostic.rule.id),
            "message": .string(diagnostic.message),
            "help": diagnostic.help.map(JSONValue.string) ?? nil,
            "notes": notes(diagnostic.notes, in: files),
        ]
    }

    static func notes(_ notes: [Diagnostic.Note], in files: [SourceFile]) -> JSONValue {
        .array(
            notes.map { note in
                [
                    "file": .string(files[note.place.file].path),
                    "line": .integer(note.place.start.line),
                    "column": .integer(note.place.start.column),
                    "message": .string(note.message),
                ]
            })
    }
}
