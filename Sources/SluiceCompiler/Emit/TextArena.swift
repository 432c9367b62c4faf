/// Keeps the names and values that generated code is made of, each where it was first put, until all of it is written.
final class TextArena {
    private static let chunkSize = 1 << 16

    private var chunks: [UnsafeMutablePointer<UInt8>] = []
    private var next: UnsafeMutablePointer<UInt8>
    private var room = 0

    init() {
        next = .allocate(capacity: Self.chunkSize)
        chunks = [next]
        room = Self.chunkSize
    }

    deinit { for chunk in chunks { chunk.deallocate() } }

    /// A text as it is.
    func store(_ string: String) -> SwiftText {
        var string = string
        return string.withUTF8 { utf8 in
            guard let source = utf8.baseAddress else { return "" }
            let start = reserve(utf8.count)
            start.initialize(from: source, count: utf8.count)
            return SwiftText(start: start, count: utf8.count)
        }
    }

    /// The pieces of a line as one.
    func join(_ line: SwiftLine) -> SwiftText {
        let start = reserve(line.count)
        line.copy(to: start)
        return SwiftText(start: start, count: line.count)
    }

    func store(_ number: some BinaryInteger) -> SwiftText { store(String(number)) }

    /// The pieces one after another, with commas between if nothing else is said.
    func store(_ pieces: [SwiftText], separator: SwiftText = ", ") -> SwiftText {
        guard pieces.count > 1 else { return pieces.first ?? "" }
        let count = pieces.reduce(separator.count * (pieces.count - 1)) { $0 + $1.count }
        let start = reserve(count)
        var end = start
        for (position, piece) in pieces.enumerated() {
            for text in position > 0 ? [separator, piece] : [piece] {
                end.initialize(from: text.start, count: text.count)
                end += text.count
            }
        }
        return SwiftText(start: start, count: count)
    }

    /// A string literal of that value.
    func literal(_ value: String) -> SwiftText { store(value.swiftLiteral) }

    private func reserve(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        if count > room {
            room = max(count, Self.chunkSize)
            next = .allocate(capacity: room)
            chunks.append(next)
        }
        defer {
            next += count
            room -= count
        }
        return next
    }
}
