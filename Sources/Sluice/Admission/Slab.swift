/// A record that can stand in a ``Slab``.
protocol SlabRecord: BitwiseCopyable {
    /// What fills slots that no record was put in yet.
    static var filler: Self { get }

    /// Marks the record as free, and the start of a list of those that are.
    mutating func bury(before next: Int32)

    /// What ``bury(before:)`` was given. Shares a field that only records in use need.
    var nextFree: Int32 { get }
}

/// Records under numbers that stay while the record lives, and are given to others afterwards: the latest freed first,
/// because it is the one that the processor's cache still holds.
struct Slab<Index: SlotIndex, Record: SlabRecord>: ~Copyable {
    private var records = ChunkedArray<Record>(filler: Record.filler)
    private var firstFree: Int32 = -1

    /// Every number that was ever given out is smaller.
    private(set) var end: Int32 = 0

    mutating func insert(_ record: Record) -> Index {
        let slot: Int32
        if firstFree >= 0 {
            slot = firstFree
            firstFree = records[slot].nextFree
        } else {
            slot = end
            end += 1
            records.cover(slot)
        }
        records[slot] = record
        return Index(slot: slot)
    }

    mutating func remove(_ index: Index) {
        records[index.slot].bury(before: firstFree)
        firstFree = index.slot
    }

    subscript(index: Index) -> Record {
        @inline(__always)
        unsafeAddress { UnsafePointer(records.address(of: index.slot)) }
        @inline(__always)
        unsafeMutableAddress { records.address(of: index.slot) }
    }
}
