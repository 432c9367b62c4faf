/// A record that can stand in a ``Slab``.
protocol SlabRecord: BitwiseCopyable {
    /// What fills slots that no record was put in yet.
    static var filler: Self { get }

    /// While the record is free: the next free one. Shares a field that only records in use need.
    var nextFree: Int32 { get set }
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

    /// Frees a record. Until its number is given out again it reads as `tombstone`.
    mutating func remove(_ index: Index, leaving tombstone: Record) {
        records[index.slot] = tombstone
        records[index.slot].nextFree = firstFree
        firstFree = index.slot
    }

    subscript(index: Index) -> Record {
        @inline(__always)
        unsafeAddress { UnsafePointer(records.address(of: index.slot)) }
        @inline(__always)
        unsafeMutableAddress { records.address(of: index.slot) }
    }
}
