internal import CSluiceLibYAML

/// Gives equal texts the same number, and makes a `String` of each only once.
///
/// An open-addressing hash table over the bytes: most scalars of a declaration file are words that were seen before, and
/// looking them up must not allocate.
struct SymbolTable {
    private(set) var strings: [String] = []
    private var hashes: [UInt64] = []
    private var ranges: [Range<Int>] = []
    private var bytes: [UInt8] = []
    /// Symbol + 1, or 0 for a free slot; a power of two in length, at most half full.
    private var slots: [UInt32]

    init(words: [String]) {
        slots = Array(repeating: 0, count: 4096)
        for word in words {
            var word = word
            _ = word.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
        }
    }

    mutating func intern(_ text: UnsafeRawBufferPointer) -> UInt32 {
        let hash = Self.hash(text)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let symbol = Int(slots[slot] - 1)
            if hashes[symbol] == hash && isEqual(symbol, text) { return UInt32(symbol) }
            slot = (slot + 1) & (slots.count - 1)
        }
        let symbol = UInt32(strings.count)
        slots[slot] = symbol + 1
        strings.append(String(decoding: text, as: UTF8.self))
        hashes.append(hash)
        ranges.append(bytes.count..<bytes.count + text.count)
        bytes.append(contentsOf: text)
        if strings.count * 2 > slots.count { grow() }
        return symbol
    }

    private func isEqual(_ symbol: Int, _ text: UnsafeRawBufferPointer) -> Bool {
        let range = ranges[symbol]
        guard range.count == text.count else { return false }
        guard let start = text.baseAddress, !range.isEmpty else { return true }
        return bytes.withUnsafeBytes { memcmp($0.baseAddress! + range.lowerBound, start, range.count) == 0 }
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for (symbol, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(symbol) + 1
        }
    }

    /// Eight bytes a step, seeded for each process: a text can't be made to collide in advance.
    private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
        var hash = seed ^ UInt64(truncatingIfNeeded: text.count)
        var offset = 0
        while offset + 8 <= text.count {
            hash = mix(hash ^ text.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < text.count {
            rest = rest << 8 | UInt64(text[offset])
            offset += 1
        }
        return mix(hash ^ rest)
    }

    private static let seed = UInt64.random(in: .min ... .max)

    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }
}
