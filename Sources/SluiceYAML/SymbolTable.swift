internal import CSluiceLibYAML

/// Gives equal texts the same number, and makes a `String` of each only once.
///
/// An open-addressing hash table over the bytes: most scalars of a declaration file are words that were seen before, and
/// looking them up must not allocate.
struct SymbolTable {
    private struct Slot {
        var hash: UInt32 = 0
        /// Symbol + 1, or 0 for a free slot.
        var entry: UInt32 = 0
    }

    private(set) var strings: [String] = []
    /// The bytes of all symbols, one after the other, and where each begins; the last is where the next one will.
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    /// A power of two in length, at most half full.
    private var slots: [Slot]

    /// - Parameter size: The length of the text whose words are to come.
    init(words: [String], size: Int) {
        var capacity = 64
        while capacity < 4 * words.count || capacity < min(size / 8, 1 << 16) { capacity *= 2 }
        slots = Array(repeating: Slot(), count: capacity)
        for word in words {
            var word = word
            _ = word.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
        }
    }

    mutating func intern(_ text: UnsafeRawBufferPointer) -> UInt32 {
        let hash = UInt32(truncatingIfNeeded: Self.hash(text))
        var index = Int(hash) & (slots.count - 1)
        while slots[index].entry != 0 {
            let symbol = slots[index].entry - 1
            if slots[index].hash == hash && isEqual(Int(symbol), text) { return symbol }
            index = (index + 1) & (slots.count - 1)
        }
        let symbol = UInt32(strings.count)
        slots[index] = Slot(hash: hash, entry: symbol + 1)
        strings.append(String(decoding: text, as: UTF8.self))
        bytes.append(contentsOf: text)
        starts.append(bytes.count)
        if strings.count * 2 > slots.count { grow() }
        return symbol
    }

    private func isEqual(_ symbol: Int, _ text: UnsafeRawBufferPointer) -> Bool {
        guard starts[symbol + 1] - starts[symbol] == text.count else { return false }
        guard let start = text.baseAddress, !text.isEmpty else { return true }
        return bytes.withUnsafeBytes { memcmp($0.baseAddress! + starts[symbol], start, text.count) == 0 }
    }

    private mutating func grow() {
        var larger = Array(repeating: Slot(), count: slots.count * 4)
        for slot in slots where slot.entry != 0 {
            var index = Int(slot.hash) & (larger.count - 1)
            while larger[index].entry != 0 { index = (index + 1) & (larger.count - 1) }
            larger[index] = slot
        }
        slots = larger
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
