/// The lines of a file, for showing them. They are looked for only as far as they are asked for.
struct SourceLines {
    private let bytes: [UInt8]
    /// Where each line begins that was found so far.
    private var starts: [Int]
    /// Whether the last of them is the last of the file.
    private var isComplete = false

    /// What is read of a line at most, in bytes.
    private static let longest = 1 << 20

    /// Lines end at LF, CR or CR LF. A byte order mark is no part of the first.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    }

    /// A line without its end, counted from 1, with the indices of the whole; empty outside the file.
    mutating func line(_ number: Int) -> ArraySlice<UInt8> {
        guard number >= 1 else { return [] }
        while starts.count < number, !isComplete {
            if let next = endOfLine(from: starts[starts.count - 1], limit: bytes.count)?.next {
                starts.append(next)
            } else {
                isComplete = true
            }
        }
        guard number <= starts.count else { return [] }
        let start = starts[number - 1]
        let limit = min(bytes.count, start + Self.longest)
        return bytes[start..<(endOfLine(from: start, limit: limit)?.end ?? limit)]
    }

    private func endOfLine(from start: Int, limit: Int) -> (end: Int, next: Int)? {
        bytes.withUnsafeBufferPointer { bytes in
            var index = start
            while index < limit {
                if bytes[index] == 0x0A { return (index, index + 1) }
                if bytes[index] == 0x0D {
                    let isFirstOfTwo = index + 1 < bytes.count && bytes[index + 1] == 0x0A
                    return (index, index + (isFirstOfTwo ? 2 : 1))
                }
                index += 1
            }
            return nil
        }
    }
}
