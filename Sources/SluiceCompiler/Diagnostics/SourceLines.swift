/// The lines of a file, for showing them.
struct SourceLines {
    private let bytes: [UInt8]
    /// Where each line begins.
    private let starts: [Int]

    /// Finds the lines: they end at LF, CR or CR LF. A byte order mark is no part of the first.
    init(_ file: SourceFile) {
        bytes = file.bytes
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        for (index, byte) in bytes.enumerated() where byte == 0x0A || byte == 0x0D {
            let isFirstOfTwo = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            if !isFirstOfTwo { starts.append(index + 1) }
        }
        self.starts = starts
    }

    /// A line without its end, counted from 1; empty outside the file. Bytes that are not UTF-8 become U+FFFD.
    subscript(_ line: Int) -> String {
        guard starts.indices.contains(line - 1) else { return "" }
        let end = line < starts.count ? starts[line] : bytes.count
        let content = bytes[starts[line - 1]..<end].prefix { $0 != 0x0A && $0 != 0x0D }
        return String(decoding: content, as: UTF8.self)
    }
}
