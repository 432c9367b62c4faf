/// An array that grows by chunks instead of moving: no pause while a million records are copied, no room kept for a
/// second million. Not copyable, so that its elements are changed in place without a check for a second owner.
///
/// Indices are checked in debug builds only. The core's public face checks what comes from outside.
struct ChunkedArray<Element>: ~Copyable {
    private static var shift: Int { 9 }
    private static var chunkSize: Int { 1 << shift }

    private var chunks: UnsafeMutablePointer<UnsafeMutablePointer<Element>>
    private var chunkCount = 0
    private var chunkCapacity = 4
    private let filler: Element

    /// - Parameter filler: What a new element is before it is set.
    init(filler: Element) {
        self.filler = filler
        chunks = .allocate(capacity: chunkCapacity)
    }

    deinit {
        for chunk in 0..<chunkCount {
            chunks[chunk].deinitialize(count: Self.chunkSize)
            chunks[chunk].deallocate()
        }
        chunks.deallocate()
    }

    /// How many elements can be addressed.
    @inline(__always)
    var count: Int { chunkCount << Self.shift }

    /// Makes room for the element at `index`.
    @inline(__always)
    mutating func cover(_ index: Int32) {
        while Int(index) >= count { addChunk() }
    }

    @inline(never)
    private mutating func addChunk() {
        if chunkCount == chunkCapacity {
            let larger = UnsafeMutablePointer<UnsafeMutablePointer<Element>>.allocate(capacity: chunkCapacity * 2)
            larger.moveInitialize(from: chunks, count: chunkCount)
            chunks.deallocate()
            chunks = larger
            chunkCapacity *= 2
        }
        // At the start of a cache line, so that records of 64 bytes each have one of their own.
        let chunk = UnsafeMutableRawPointer.allocate(
            byteCount: MemoryLayout<Element>.stride * Self.chunkSize, alignment: 64
        ).bindMemory(to: Element.self, capacity: Self.chunkSize)
        chunk.initialize(repeating: filler, count: Self.chunkSize)
        (chunks + chunkCount).initialize(to: chunk)
        chunkCount += 1
    }

    /// Addressed, not read and written back: a record is changed where it is.
    subscript(index: Int32) -> Element {
        @inline(__always)
        unsafeAddress {
            UnsafePointer(address(of: index))
        }
        @inline(__always)
        unsafeMutableAddress {
            address(of: index)
        }
    }

    @inline(__always)
    func address(of index: Int32) -> UnsafeMutablePointer<Element> {
        assert(index >= 0 && index < count)
        return chunks[Int(index) >> Self.shift] + (Int(index) & (Self.chunkSize - 1))
    }
}
