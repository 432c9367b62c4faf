import Testing

@testable import Sluice
import SluiceTestSupport

@Suite struct TableTests {
    /// Few hashes, so that probe sequences are long, meet, and wrap around.
    @Test("a table holds what a set does", arguments: [UInt32(1), 5, 1_000, .max])
    func slotTable(hashCount: UInt32) {
        var random = SeededGenerator(seed: 7)
        var table = SlotTable()
        var hashes: [Int32: UInt32] = [:]
        for slot in Int32(0)..<2_000 {
            if random.chance(40), let (other, hash) = hashes.min(by: { $0.key % 97 < $1.key % 97 }) {
                table.remove(hash: hash, slot: other)
                hashes[other] = nil
            }
            let hash = UInt32.max - random.next(upperBound: hashCount)
            table.insert(hash: hash, slot: slot)
            hashes[slot] = hash
        }
        let count = table.count
        #expect(count == hashes.count)
        for slot in Int32(0)..<2_000 {
            if let hash = hashes[slot] {
                let found = table.find(hash: hash) { $0 == slot }
                #expect(found == slot)
            } else {
                let found = (0..<hashCount.clamped).contains { hash in
                    table.find(hash: UInt32.max - UInt32(hash)) { $0 == slot } != nil
                }
                #expect(!found)
            }
        }
    }

    @Test("a chunked array keeps what was put in it as it grows")
    func chunkedArray() {
        var array = ChunkedArray<String>(filler: "")
        for index in Int32(0)..<5_000 {
            array.cover(index)
            array[index] = "element \(index)"
        }
        for index in Int32(0)..<5_000 {
            let element = array[index]
            #expect(element == "element \(index)")
        }
    }
}

extension UInt32 {
    /// Enough to try.
    fileprivate var clamped: Int { Int(Swift.min(self, 5)) }
}
