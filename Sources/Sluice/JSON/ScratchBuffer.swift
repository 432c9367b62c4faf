/// A growing buffer of plain values that starts in memory lent by the caller (the stack) and moves to the heap when
/// that is full.
///
/// Most payloads fit into the lent memory, so that writing or indexing one allocates nothing.
struct ScratchBuffer<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int
    private var isOnHeap = false

    /// - Parameter scratch: memory to start in, which must outlive this.
    init(scratch: UnsafeMutableBufferPointer<Element>) {
        // An empty lent buffer may have no address; the first append replaces it.
        base = scratch.baseAddress ?? UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment)!
        capacity = scratch.count
    }

    deinit {
        if isOnHeap { base.deallocate() }
    }

    subscript(index: Int) -> Element {
        @inline(__always) get {
            assert(index >= 0 && index < count)
            return base[index]
        }
        @inline(__always) set {
            assert(index >= 0 && index < count)
            base[index] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(toHold: count + 1) }
        (base + count).initialize(to: element)
        count += 1
    }

    @inline(__always)
    mutating func append(_ elements: UnsafeBufferPointer<Element>) {
        guard let source = elements.baseAddress else { return }
        if capacity - count < elements.count { grow(toHold: count + elements.count) }
        (base + count).initialize(from: source, count: elements.count)
        count += elements.count
    }

    var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

    @inline(never)
    private mutating func grow(toHold needed: Int) {
        let newCapacity = max(needed, capacity * 2)
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
        larger.initialize(from: base, count: count)
        if isOnHeap { base.deallocate() }
        base = larger
        capacity = newCapacity
        isOnHeap = true
    }
}
