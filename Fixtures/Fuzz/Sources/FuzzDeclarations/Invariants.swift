import SluiceCompiler

/// What holds for every result, whatever the input.
struct Invariants {
    let result: CompileResult

    init(_ result: CompileResult) { self.result = result }

    /// Ends the process where a condition does not hold; libFuzzer then keeps the input.
    static func hold(_ condition: Bool, _ what: String, _ details: @autoclosure () -> String = "") {
        if !condition { fatalError("\(what) \(details())") }
    }

    func diagnosticsAreInOrder() {
        let places = result.diagnostics.map(\.place)
        Self.hold(places == places.sorted(), "diagnostics are sorted by place")
        Self.hold(Set(result.diagnostics).count == result.diagnostics.count, "each problem is said once")
    }

    func placesAreInTheFiles() {
        let widths = result.files.map { Self.widths(ofLinesIn: $0.bytes) }
        for diagnostic in result.diagnostics {
            for place in [diagnostic.place] + diagnostic.notes.map(\.place) {
                Self.hold(widths.indices.contains(place.file), "a place is in a file", "\(place)")
                for position in [place.start, place.end] {
                    let lines = widths[place.file]
                    Self.hold(position.line >= 1 && position.line <= lines.count, "a line exists", "\(diagnostic)")
                    Self.hold(
                        position.column >= 1 && position.column <= lines[position.line - 1] + 1,
                        "a column is on its line, or just after it", "\(diagnostic)")
                }
            }
        }
    }

    func textIsWellFormed() {
        let text = TextRenderer().render(result.diagnostics, files: result.files)
        Self.hold(text.isEmpty == result.diagnostics.isEmpty, "every diagnostic is shown, and nothing else")
        for diagnostic in result.diagnostics {
            Self.hold(!diagnostic.message.isEmpty, "a message says something")
            Self.hold(Rule.catalogue.contains(diagnostic.rule), "a rule is in the catalogue", diagnostic.rule.id)
        }
    }

    /// Bytes that are no UTF-8 count as scalars, too: as many as a decoder may make of them.
    private static func widths(ofLinesIn bytes: [UInt8]) -> [Int] {
        var widths = [0]
        for (index, byte) in bytes.enumerated() {
            let isFirstOfTwo = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            if byte == 0x0A || byte == 0x0D && !isFirstOfTwo {
                widths.append(0)
            } else if !isFirstOfTwo {
                widths[widths.count - 1] += 1
            }
        }
        return widths
    }
}
