internal import SluiceYAML

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Finds the comments `# sluice:ignore` of a file.
///
/// libyaml drops comments without a word. But where a text is YAML, each `#` is in a comment or in a scalar, and scalars have
/// places: so a mark is in a comment if it follows a `#` that no scalar holds. This is exact but for a scalar with an anchor
/// or tag that stands on a line before it, with such a comment between: the place of the scalar begins at its anchor,
/// and to know better would take the tokens that libyaml makes its events of.
struct IgnoreCommentReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let file: Int
    /// Where each line begins.
    private let lineStarts: [Int]

    /// A mark after a `#`, by indices into the bytes.
    private struct Candidate {
        let hash: Int
        let mark: Int
    }

    /// The comments of a file that could be read. Where there is no mark, this is a search for `#`.
    static func comments(in bytes: [UInt8], _ tree: YAMLTree, file: Int) -> [IgnoreComment] {
        bytes.withUnsafeBufferPointer { bytes in
            let candidates = candidates(in: bytes)
            return candidates.isEmpty ? [] : IgnoreCommentReader(bytes, file: file).comments(candidates, tree)
        }
    }

    private static func candidates(in bytes: UnsafeBufferPointer<UInt8>) -> [Candidate] {
        guard let start = bytes.baseAddress.map(UnsafeRawPointer.init) else { return [] }
        let wanted = IgnoreComment.mark
        var found: [Candidate] = []
        var offset = 0
        while let hit = memchr(start + offset, Int32(UInt8(ascii: "#")), bytes.count - offset) {
            let hash = UnsafeRawPointer(hit) - start
            offset = hash + 1
            while offset < bytes.count, isBlank(bytes[offset]) { offset += 1 }
            guard bytes.count - offset >= wanted.utf8CodeUnitCount else { break }
            if memcmp(start + offset, wanted.utf8Start, wanted.utf8CodeUnitCount) == 0 {
                found.append(Candidate(hash: hash, mark: offset))
            }
        }
        return found
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, file: Int) {
        self.bytes = bytes
        self.file = file
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        for index in bytes.indices where bytes[index] == 0x0A || bytes[index] == 0x0D {
            let isFirstOfTwo = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            if !isFirstOfTwo { starts.append(index + 1) }
        }
        lineStarts = starts
    }

    private func comments(_ candidates: [Candidate], _ tree: YAMLTree) -> [IgnoreComment] {
        var scalars = tree.scalars.makeIterator()
        var scalar = scalars.next()
        // What the last comment covers, all lines above being comments: a long row of them is walked once.
        var covered = 0
        return candidates.compactMap { candidate in
            let line = line(of: candidate.hash)
            let hash = mark(line, candidate.hash)
            while let node = scalar, node.end <= hash { scalar = scalars.next() }
            if let node = scalar, node.start <= hash, !isAfterBlockHeader(candidate.hash, line, node) { return nil }
            if line >= covered { covered = coveredLine(from: line) }
            return comment(candidate.mark, line, covering: covered)
        }
    }

    /// Whether all that the line has of a scalar is `|`, `>-` or the like: what follows is a comment.
    private func isAfterBlockHeader(_ hash: Int, _ line: Int, _ scalar: YAMLNode) -> Bool {
        guard !scalar.isPlain, scalar.start.line == UInt32(line + 1) else { return false }
        let text = bytes[offset(of: scalar.start)..<hash]
        let isQuoted = text.contains(UInt8(ascii: "\"")) || text.contains(UInt8(ascii: "'"))
        guard !isQuoted, let header = text.split(whereSeparator: isBlank).last else { return false }
        return header.first.map("|>".utf8.contains) == true
            && header.dropFirst().allSatisfy { $0.isDigit || "+-".utf8.contains($0) }
    }

    private func comment(_ mark: Int, _ line: Int, covering covered: Int) -> IgnoreComment {
        var words: [Located<String>] = []
        var start = mark
        for index in mark...bytes.count {
            let isEnd = index == bytes.count || isEndOfComment(bytes[index])
            guard isEnd || isBlank(bytes[index]) || bytes[index] == UInt8(ascii: ",") else { continue }
            if start < index { words.append(word(start..<index, line)) }
            if isEnd { break }
            start = index + 1
        }
        return IgnoreComment(mark: words[0], rules: Array(words.dropFirst()), line: covered + 1)
    }

    private func isEndOfComment(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "#") }

    private func word(_ range: Range<Int>, _ line: Int) -> Located<String> {
        let (start, end) = (mark(line, range.lowerBound), mark(line, range.upperBound))
        return Located(
            value: String(decoding: bytes[range], as: UTF8.self),
            place: Place(file: file, start: SourcePosition(start), end: SourcePosition(end)))
    }

    private func coveredLine(from line: Int) -> Int {
        var line = line
        while isComment(line) { line += 1 }
        return line
    }

    /// Whether a line holds nothing but a comment.
    private func isComment(_ line: Int) -> Bool {
        guard line < lineStarts.count else { return false }
        return bytes[lineStarts[line]...].first { !isBlank($0) } == UInt8(ascii: "#")
    }

    /// The index of the line that a byte is on.
    private func line(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    private func offset(of mark: YAMLMark) -> Int {
        var offset = lineStarts[Int(mark.line) - 1]
        for _ in 1..<mark.column {
            repeat { offset += 1 } while offset < bytes.count && bytes[offset] & 0xC0 == 0x80
        }
        return offset
    }

    private func mark(_ line: Int, _ offset: Int) -> YAMLMark {
        let column = bytes[lineStarts[line]..<offset].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        return YAMLMark(line: UInt32(line + 1), column: UInt32(column))
    }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
