/// Puts the lines of a Swift file together, indented as people write them.
final class SwiftWriter {
    /// The widest line that a list is kept on.
    static let width = 120

    private var buffer: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    private var indentation = 0

    /// A writer that expects about that much text.
    init(capacity: Int = 1_024) {
        self.capacity = max(capacity, 1)
        buffer = .allocate(capacity: self.capacity)
    }

    deinit { buffer.deallocate() }

    /// Everything written so far.
    var contents: String { String(decoding: UnsafeBufferPointer(start: buffer, count: count), as: UTF8.self) }

    /// That, and then what another wrote.
    func contents(followedBy other: SwiftWriter) -> String {
        String(unsafeUninitializedCapacity: count + other.count) { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            start.initialize(from: buffer, count: count)
            (start + count).initialize(from: other.buffer, count: other.count)
            return count + other.count
        }
    }

    /// An empty line.
    func line() { append(text: "\n") }

    /// One line of code at the present depth.
    func line(_ line: SwiftLine) {
        let start = makeRoom(for: indentation + line.count + 1)
        start.initialize(repeating: UInt8(ascii: " "), count: indentation)
        line.copy(to: start + indentation)
        start[indentation + line.count] = UInt8(ascii: "\n")
    }

    /// Lines between braces, one step deeper.
    func block(_ opening: SwiftLine, _ body: () -> Void) {
        indent()
        append(opening)
        append(text: " {\n")
        indented(body)
        line("}")
    }

    /// A declaration whose body is one expression: on one line where it fits.
    func accessor(_ declaration: SwiftLine, _ expression: SwiftLine) {
        let fits = indentation + declaration.count + expression.count + 5 <= Self.width
        guard fits else { return block(declaration) { line(expression) } }
        indent()
        append(declaration)
        append(text: " { ")
        append(expression)
        append(text: " }\n")
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
    func list(_ opening: SwiftLine, _ items: [SwiftLine], _ closing: SwiftLine) {
        let separators = 2 * max(items.count - 1, 0)
        let width = items.reduce(indentation + opening.count + closing.count + 2 + separators) { $0 + $1.count }
        let fits = width <= Self.width
        indent()
        append(opening)
        append(text: fits ? "(" : "(\n")
        indentation += 4
        for (index, item) in items.enumerated() {
            if !fits { indent() }
            append(item)
            let isLast = index == items.count - 1
            append(text: isLast ? (fits ? "" : "\n") : (fits ? ", " : ",\n"))
        }
        indentation -= 4
        if !fits { indent() }
        append(text: ")")
        append(closing)
        append(text: "\n")
    }

    /// An item of a ``list(_:_:_:)`` that holds a list itself: broken, one of its items a line, where it would not fit on its own.
    func item(_ opening: SwiftText, _ items: [SwiftText], _ closing: SwiftText, in arena: TextArena) -> SwiftLine {
        let flat: SwiftLine = "\(opening)\(arena.store(items))\(closing)"
        guard indentation + 4 + flat.count + 1 > Self.width else { return flat }
        let outer = arena.store("\n" + String(repeating: " ", count: indentation + 4))
        let inner = arena.join("\(outer)    ")
        return "\(opening)\(inner)\(arena.store(items, separator: arena.join(",\(inner)")))\(outer)\(closing)"
    }

    /// A doc comment; nothing where there is no text.
    func documentation(_ comment: DocComment) {
        guard let firstLine = comment.firstLine else { return }
        line("/// \(firstLine)")
        for text in comment.otherLines { line(text.isEmpty ? "///" : "/// \(text)") }
    }

    private func indent() {
        let end = makeRoom(for: indentation)
        end.initialize(repeating: UInt8(ascii: " "), count: indentation)
    }

    private func append(_ line: SwiftLine) { line.copy(to: makeRoom(for: line.count)) }

    private func append(text: SwiftText) { makeRoom(for: text.count).initialize(from: text.start, count: text.count) }

    /// Where the next bytes go; they count as written.
    private func makeRoom(for more: Int) -> UnsafeMutablePointer<UInt8> {
        if count + more > capacity { grow(to: count + more) }
        defer { count += more }
        return buffer + count
    }

    private func grow(to needed: Int) {
        capacity = max(needed, 2 * capacity)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.moveInitialize(from: buffer, count: count)
        buffer.deallocate()
        buffer = larger
    }
}
