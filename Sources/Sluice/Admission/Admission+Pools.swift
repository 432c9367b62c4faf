extension Admission {
    /// The pool of a key, made if it has none.
    mutating func pool(of queue: QueueIndex, key: String?) -> NodeIndex {
        guard let key else { return queues[Int(queue.slot)].keylessPool }
        let hash = Self.hash(of: key, in: queue)
        if let slot = poolTable.find(hash: hash, where: { isPool($0, of: queue, key: key) }) {
            return NodeIndex(slot: slot)
        }
        let pool = makePool(
            of: queue, under: queues[Int(queue.slot)].node, limits: queues[Int(queue.slot)].limitsInForce)
        keys.cover(pool.slot)
        keys[pool.slot] = key
        poolTable.insert(hash: hash, slot: pool.slot)
        return pool
    }

    private func isPool(_ slot: Int32, of queue: QueueIndex, key: String) -> Bool {
        guard nodes[NodeIndex(slot: slot)].queue == queue, let other = keys[slot] else { return false }
        // Not `==`, which holds two spellings of the same characters for equal: keys are opaque, in every store.
        return other.utf8.elementsEqual(key.utf8)
    }

    mutating func makePool(of queue: QueueIndex, under node: NodeIndex, limits: ConcurrencyLimit) -> NodeIndex {
        nodes.insert(Node(level: .pool, parent: node, queue: queue, limit: Int32(limit: limits.perKey)))
    }

    /// Forgets a pool that no run is in: keys come and go by the million.
    mutating func freePoolIfEmpty(_ pool: NodeIndex) {
        let queue = nodes[pool].queue
        guard nodes[pool].books.isEmpty, pool != queues[Int(queue.slot)].keylessPool, let key = keys[pool.slot] else {
            return
        }
        poolTable.remove(hash: Self.hash(of: key, in: queue), slot: pool.slot)
        keys[pool.slot] = nil
        nodes.remove(pool)
    }

    /// Seeded in each process, so that nobody can choose keys that collide.
    private static func hash(of key: String, in queue: QueueIndex) -> UInt32 {
        var hasher = Hasher()
        hasher.combine(queue.slot)
        var key = key
        key.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }
}
