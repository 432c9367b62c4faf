/// A piece of Swift code: UTF-8 that stays where it is for as long as code is generated, because it is a literal of this
/// program or lies in a ``TextArena``.
///
/// Two words without a reference count. A target of ten thousand tasks is two million pieces, and a `String` each would
/// cost more than everything else that the compiler does.
struct SwiftText: ExpressibleByStringLiteral {
    let start: UnsafePointer<UInt8>
    let count: Int

    init(start: UnsafePointer<UInt8>, count: Int) {
        self.start = start
        self.count = count
    }

    init(stringLiteral literal: StaticString) {
        start = literal.utf8Start
        count = literal.utf8CodeUnitCount
    }

    var isEmpty: Bool { count == 0 }

    /// Copies the text to where there is room for it.
    ///
    /// Most pieces are names and punctuation: of up to 32 bytes, in overlapping words, which is half the price of a call.
    @inline(__always)
    func copy(to destination: UnsafeMutablePointer<UInt8>) {
        let (source, target) = (UnsafeRawPointer(start), UnsafeMutableRawPointer(destination))
        func copyWord(at offset: Int) {
            target.storeBytes(
                of: source.loadUnaligned(fromByteOffset: offset, as: UInt64.self), toByteOffset: offset, as: UInt64.self
            )
        }
        switch count {
        case 1...3:
            for offset in 0..<count { destination[offset] = start[offset] }
        case 8...16:
            copyWord(at: 0)
            copyWord(at: count - 8)
        case 17...32:
            copyWord(at: 0)
            copyWord(at: 8)
            copyWord(at: count - 16)
            copyWord(at: count - 8)
        default: destination.initialize(from: start, count: count)
        }
    }

    var string: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }
}

/// A line of Swift code, written as an interpolated string: the pieces side by side, not yet copied.
struct SwiftLine: ExpressibleByStringInterpolation {
    typealias StringLiteralType = StaticString

    private var pieces: Pieces
    private var pieceCount = 0
    /// How long it is, in bytes.
    private(set) var count = 0

    init(stringLiteral literal: StaticString) { self.init(SwiftText(stringLiteral: literal)) }

    init(stringInterpolation: StringInterpolation) { self = stringInterpolation.line }

    init(_ text: SwiftText) {
        self.init(first: text)
        append(text)
    }

    fileprivate init(first: SwiftText) {
        pieces = (first, first, first, first, first, first, first, first, first, first)
    }

    /// Copies the pieces to where there is room for them.
    func copy(to destination: UnsafeMutablePointer<UInt8>) {
        withUnsafeBytes(of: pieces) { pieces in
            let pieces = pieces.assumingMemoryBound(to: SwiftText.self)
            var end = destination
            for index in 0..<pieceCount {
                pieces[index].copy(to: end)
                end += pieces[index].count
            }
        }
    }

    fileprivate mutating func append(_ text: SwiftText) {
        guard !text.isEmpty else { return }
        precondition(pieceCount < 10, "a line of too many pieces")
        withUnsafeMutableBytes(of: &pieces) { $0.assumingMemoryBound(to: SwiftText.self)[pieceCount] = text }
        pieceCount += 1
        count += text.count
    }

    /// As many as the longest line has.
    private typealias Pieces = (
        SwiftText, SwiftText, SwiftText, SwiftText, SwiftText, SwiftText, SwiftText, SwiftText, SwiftText, SwiftText
    )

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var line = SwiftLine(first: "")

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: StaticString) { line.append(SwiftText(stringLiteral: literal)) }

        mutating func appendInterpolation(_ text: SwiftText) { line.append(text) }
    }
}
