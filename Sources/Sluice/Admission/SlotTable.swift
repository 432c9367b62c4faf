/// A hash table that holds nothing but numbers of records; the records hold the keys.
///
/// Eight bytes an entry instead of the 40 to 50 of a dictionary from a run's id to its number, and the entry keeps the
/// hash, so that the table grows, and most misses are seen, without a look at a record. Linear probing; removal moves
/// later entries of the same probe sequence back (Knuth, The Art of Computer Programming, volume 3, section 6.4,
/// algorithm R), so that no tombstones pile up.
struct SlotTable: ~Copyable {
    private struct Entry: BitwiseCopyable {
        var hash: UInt32
        var slot: Int32
    }

    private var entries: UnsafeMutablePointer<Entry>
    private var mask: Int
    private(set) var count = 0

    init() {
        mask = 15
        entries = Self.allocate(capacity: 16)
    }

    deinit { entries.deallocate() }

    private static func allocate(capacity: Int) -> UnsafeMutablePointer<Entry> {
        let entries = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
        entries.initialize(repeating: Entry(hash: 0, slot: -1), count: capacity)
        return entries
    }

    /// The first record with this hash that `matches`.
    @inline(__always)
    func find(hash: UInt32, where matches: (Int32) -> Bool) -> Int32? {
        var position = Int(hash) & mask
        while entries[position].slot >= 0 {
            if entries[position].hash == hash, matches(entries[position].slot) { return entries[position].slot }
            position = (position + 1) & mask
        }
        return nil
    }

    /// Adds a record that is not in the table.
    mutating func insert(hash: UInt32, slot: Int32) {
        if (count + 1) * 4 > (mask + 1) * 3 { grow() }
        place(Entry(hash: hash, slot: slot))
        count += 1
    }

    private mutating func place(_ entry: Entry) {
        var position = Int(entry.hash) & mask
        while entries[position].slot >= 0 { position = (position + 1) & mask }
        entries[position] = entry
    }

    private mutating func grow() {
        let (old, oldCapacity) = (entries, mask + 1)
        mask = oldCapacity * 2 - 1
        entries = Self.allocate(capacity: oldCapacity * 2)
        for position in 0..<oldCapacity where old[position].slot >= 0 { place(old[position]) }
        old.deallocate()
    }

    /// Removes a record that is in the table.
    mutating func remove(hash: UInt32, slot: Int32) {
        var hole = Int(hash) & mask
        while entries[hole].slot != slot {
            assert(entries[hole].slot >= 0, "the record is not in the table")
            hole = (hole + 1) & mask
        }
        var position = (hole + 1) & mask
        while entries[position].slot >= 0 {
            // An entry may fill the hole unless its own probe sequence begins behind it.
            let home = Int(entries[position].hash) & mask
            if (position &- home) & mask >= (position &- hole) & mask {
                entries[hole] = entries[position]
                hole = position
            }
            position = (position + 1) & mask
        }
        entries[hole].slot = -1
        count -= 1
    }
}
