/// Puts the lines of a Swift file together, indented as people write them.
final class SwiftWriter {
    /// The widest line that a list is kept on.
    static let width = 120

    private var buffer: UnsafeMutableBufferPointer<UInt8>
    private var count = 0
    private var indentation = 0

    /// A writer that expects about that much text.
    init(capacity: Int = 1_024) { buffer = .allocate(capacity: max(capacity, 1)) }

    deinit { buffer.deallocate() }

    /// Everything written so far.
    var contents: String { String(decoding: buffer[..<count], as: UTF8.self) }

    /// An empty line.
    func line() { write([], ending: "\n", indentation: 0) }

    /// One line of code at the present depth.
    func line(_ text: SwiftText) { write(text.bytes, ending: "\n", indentation: indentation) }

    /// Lines between braces, one step deeper.
    func block(_ opening: SwiftText, _ body: () -> Void) {
        write(opening.bytes, ending: " {\n", indentation: indentation)
        indented(body)
        line("}")
    }

    /// A declaration whose body is one expression: on one line where it fits.
    func accessor(_ declaration: SwiftText, _ expression: SwiftText) {
        guard indentation + declaration.bytes.count + expression.bytes.count + 5 > Self.width else {
            return line("\(declaration) { \(expression) }")
        }
        block(declaration) { line(expression) }
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

    /// The one place where text is copied, and by far the most frequented one: a single check for room a line.
    private func write(_ text: [UInt8], ending: StaticString, indentation: Int) {
        let end = count + indentation + text.count + ending.utf8CodeUnitCount
        if end > buffer.count { grow(to: end) }
        guard let line = buffer.baseAddress?.advanced(by: count) else { return }
        line.initialize(repeating: UInt8(ascii: " "), count: indentation)
        text.withUnsafeBufferPointer { text in
            guard let start = text.baseAddress else { return }
            line.advanced(by: indentation).initialize(from: start, count: text.count)
        }
        line.advanced(by: indentation + text.count).initialize(from: ending.utf8Start, count: ending.utf8CodeUnitCount)
        count = end
    }

    private func grow(to needed: Int) {
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(needed, 2 * buffer.count))
        _ = larger.initialize(fromContentsOf: buffer[..<count])
        buffer.deallocate()
        buffer = larger
    }
}
