/// Finds the bytes of a string that need a closer look, eight at a time.
///
/// The bit tricks are those of S. E. Anderson's "Bit Twiddling Hacks" ("Determine if a word has a byte less than n").
enum JSONScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The first place from `start` on of a quote, a backslash, a control character or, on demand, a byte beyond
    /// ASCII; or the end.
    @inline(__always)
    static func firstSpecial(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, includingNonASCII: Bool
    ) -> Int {
        var index = start
        let extra = includingNonASCII ? highBits : 0
        while bytes.count - index >= 8 {
            let word = UInt64(
                littleEndian: UnsafeRawPointer(bytes.baseAddress! + index).loadUnaligned(as: UInt64.self))
            let special = below(0x20, word) | equal(to: 0x22, word) | equal(to: 0x5C, word) | word & extra
            // Bytes above the first match may be wrong, the first never is.
            if special != 0 { return index + special.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C || includingNonASCII && byte >= 0x80 { break }
            index += 1
        }
        return index
    }

    /// Sets the high bit of the bytes less than `limit`.
    @inline(__always)
    private static func below(_ limit: UInt64, _ word: UInt64) -> UInt64 {
        (word &- ones &* limit) & ~word & highBits
    }

    /// Sets the high bit of the bytes equal to `byte`.
    @inline(__always)
    private static func equal(to byte: UInt64, _ word: UInt64) -> UInt64 {
        below(1, word ^ (ones &* byte))
    }
}
