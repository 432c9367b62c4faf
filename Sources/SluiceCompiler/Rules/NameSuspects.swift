/// Finds the few names among many that may be the same, or the same in Swift, at a fraction of what comparing costs.
///
/// Names that Swift spells alike have the same letters and digits, case aside: a hash of these tells all others apart.
struct NameSuspects {
    private var last: [UInt64: Int] = [:]
    private var suspects: Set<Int> = []
    private let reserved: Set<UInt64>

    init(reserved: Set<String>, count: Int) {
        self.reserved = Set(reserved.map(Self.hash))
        last.reserveCapacity(count)
    }

    /// The indices of names that share a hash with another, or with a reserved name, in ascending order.
    var found: [Int] { suspects.sorted() }

    mutating func enter(_ name: String, _ index: Int) {
        let hash = Self.hash(name)
        if reserved.contains(hash) { suspects.insert(index) }
        if let other = last.updateValue(index, forKey: hash) {
            suspects.insert(other)
            suspects.insert(index)
        }
    }

    /// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/).
    private static func hash(_ name: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 where byte != UInt8(ascii: "-") && byte != UInt8(ascii: "_") {
            hash = (hash ^ UInt64(byte | 0x20)) &* 0x100_0000_01B3
        }
        return hash
    }
}
