/// Puts the lines of a Swift file together, indented as people write them.
final class SwiftWriter {
    /// The widest line that a list is kept on.
    static let width = 120

    private var bytes: [UInt8] = []
    private var indentation = 0

    /// A writer that expects about that much text.
    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Everything written so far.
    var contents: String { String(decoding: bytes, as: UTF8.self) }

    /// An empty line.
    func line() { bytes.append(UInt8(ascii: "\n")) }

    /// One line of code at the present depth.
    func line(_ text: SwiftText) {
        indent()
        bytes.append(contentsOf: text.bytes)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Lines between braces, one step deeper.
    func block(_ opening: SwiftText, _ body: () -> Void) {
        indent()
        bytes.append(contentsOf: opening.bytes)
        bytes.append(utf8Of: " {\n")
        indented(body)
        line("}")
    }

    /// Lines one step deeper.
    func indented(_ body: () -> Void) {
        indentation += 4
        body()
        indentation -= 4
    }

    /// A list between parentheses: on one line where it fits, else one item a line.
    ///
    /// - Parameters:
    ///   - opening: What stands before the parenthesis.
    ///   - closing: What stands after it.
    func list(_ opening: SwiftText, _ items: [SwiftText], _ closing: SwiftText) {
        var width = indentation + opening.bytes.count + closing.bytes.count + 2
        for item in items { width += item.bytes.count + 2 }
        guard width > Self.width + 2 else {
            return line("\(opening)(\(items.commaSeparated()))\(closing)")
        }
        line("\(opening)(")
        indented {
            for (index, item) in items.enumerated() { line(index + 1 < items.count ? "\(item)," : item) }
        }
        line(")\(closing)")
    }

    /// A doc comment of any number of lines; nothing where there is no text.
    func documentation(_ text: String?) {
        guard let text else { return }
        for commentLine in CommentText.lines(of: text) {
            line(commentLine.isEmpty ? "///" : "/// \(commentLine)")
        }
    }

    private func indent() { bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation)) }
}
