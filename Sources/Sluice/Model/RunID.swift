/// The name of a run, unique across processes and machines: a UUID of version 7 (RFC 9562), so that ids sort by the
/// time they were made.
public struct RunID: Hashable, Sendable, BitwiseCopyable {
    /// The first eight bytes, big-endian: 48 bits of Unix milliseconds, the version, 12 bits of the millisecond's
    /// fraction.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    /// An id from its sixteen bytes, read as two big-endian numbers. Any value is accepted.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}

extension RunID {
    /// For tables of this process. Ids are made by ``RunIDGenerator``, not by who may want collisions, so mixing is
    /// enough: their counter and time differ, the rest mostly does not.
    var shortHash: UInt32 {
        UInt32(truncatingIfNeeded: ((high ^ low.byteSwapped) &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
}

extension RunID: Comparable {
    /// Orders ids as their bytes, which is by the time they were made.
    public static func < (left: RunID, right: RunID) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}

extension RunID: LosslessStringConvertible {
    /// The usual form of a UUID in lower case: `01957f2e-5a3c-7d10-8000-0123456789ab`.
    public var description: String {
        String(unsafeUninitializedCapacity: 36) { text in
            var position = 0
            for nibble in 0..<32 {
                if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
                    text[position] = UInt8(ascii: "-")
                    position += 1
                }
                let word = nibble < 16 ? high : low
                let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (nibble % 16))) & 15
                text[position] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
                position += 1
            }
            return position
        }
    }

    /// Reads the form that ``description`` writes, in either case, or 32 hexadecimal digits without hyphens.
    ///
    /// - Returns: `nil` for anything else.
    public init?(_ description: String) {
        let text = description.utf8
        guard text.count == 36 || text.count == 32 else { return nil }
        let isHyphenated = text.count == 36
        var words: (high: UInt64, low: UInt64) = (0, 0)
        var nibble = 0
        for (position, character) in text.enumerated() {
            if isHyphenated, position == 8 || position == 13 || position == 18 || position == 23 {
                guard character == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = hexadecimalDigit(character) else { return nil }
            if nibble < 16 { words.high = words.high << 4 | digit } else { words.low = words.low << 4 | digit }
            nibble += 1
        }
        self.init(high: words.high, low: words.low)
    }
}

private func hexadecimalDigit(_ character: UInt8) -> UInt64? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(character - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(character - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(character - UInt8(ascii: "A") + 10)
    default: nil
    }
}

/// Makes run ids: one addition each, no system call.
///
/// The 62 bits that a version 7 UUID leaves free are a counter of 14 bits and 48 bits drawn once for each generator.
/// Two generators can meet only if they drew the same 48 bits; ids of one generator are all different and strictly
/// ascending, even when the clock stands still or steps back. They are names, not secrets: who knows one can guess its
/// neighbours.
public struct RunIDGenerator: Sendable {
    private let origin: UInt64
    /// The time of the latest id, in 1/4096 of a millisecond.
    private var tick: UInt64 = 0
    /// How many ids were made in that tick before the latest one.
    private var counter: UInt64 = 0

    /// A generator that draws its origin from the system's random numbers.
    public init() {
        self.init(origin: UInt64.random(in: 0..<1 << 48))
    }

    /// A generator whose ids follow from the times it is given: for tests that must be repeatable.
    ///
    /// - Parameter origin: What tells this generator's ids from others'; the lowest 48 bits count.
    public init(origin: UInt64) {
        self.origin = origin & (1 << 48 - 1)
    }

    /// The next id.
    ///
    /// - Parameter now: The time the id begins with. Times before 1970 count as 1970.
    public mutating func next(at now: Timestamp) -> RunID {
        let (millisecond, fraction) = UInt64(max(0, now.microseconds)).quotientAndRemainder(dividingBy: 1_000)
        let current = millisecond << 12 | fraction * 4_096 / 1_000
        if current > tick {
            (tick, counter) = (current, 0)
        } else {
            counter += 1
            // A full counter carries over into the time, which keeps the ids ascending.
            if counter == 1 << 14 { (tick, counter) = (tick + 1, 0) }
        }
        return RunID(high: (tick >> 12) << 16 | 0x7000 | (tick & 0xFFF), low: 0b10 << 62 | counter << 48 | origin)
    }
}
