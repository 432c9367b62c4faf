import HeapModule

/// Which run an idempotency key names, until its time has passed.
package struct IdempotencyKeys {
    /// Compared byte by byte, as every store does it: a `String` would hold two spellings of the same characters for equal.
    package struct Name: Hashable, Sendable {
        package var task: TaskIndex
        package var key: [UInt8]

        package init(task: TaskIndex, key: String) {
            self.task = task
            self.key = Array(key.utf8)
        }

        package init(task: TaskIndex, key: [UInt8]) {
            self.task = task
            self.key = key
        }
    }

    private struct Entry {
        var run: RunID
        var expiresAt: Timestamp
    }

    private struct Expiry: Comparable {
        var time: Timestamp
        var name: Name

        static func < (left: Expiry, right: Expiry) -> Bool { left.time < right.time }
    }

    private var entries: [Name: Entry] = [:]
    private var expiries = Heap<Expiry>()

    /// The run that a key names now.
    func run(for key: String, of task: TaskIndex, at now: Timestamp) -> RunID? {
        guard let entry = entries[Name(task: task, key: key)], entry.expiresAt > now else { return nil }
        return entry.run
    }

    /// Whether there are names whose time has passed.
    func hasExpired(at now: Timestamp) -> Bool { expiries.min.map { $0.time <= now } ?? false }

    /// Drops names whose time has passed, a few at a time.
    /// - Returns: Them.
    mutating func dropExpired(atMost limit: Int, now: Timestamp) -> [Name] {
        var dropped: [Name] = []
        while dropped.count < limit, let first = expiries.min, first.time <= now {
            expiries.removeMin()
            if let entry = entries[first.name], entry.expiresAt <= now {
                entries[first.name] = nil
                dropped.append(first.name)
            }
        }
        return dropped
    }

    mutating func set(_ name: Name, naming run: RunID, until time: Timestamp) {
        entries[name] = Entry(run: run, expiresAt: time)
        // Keys that were forgotten leave their expiry behind; don't let those outnumber the rest by much.
        if expiries.count > 64 + 2 * entries.count {
            expiries = Heap(entries.map { Expiry(time: $1.expiresAt, name: $0) })
        } else {
            expiries.insert(Expiry(time: time, name: name))
        }
    }

    /// Makes the next trigger with the key a new run.
    /// - Returns: Whether the key named that run.
    mutating func forget(_ name: Name, naming run: RunID) -> Bool {
        guard entries[name]?.run == run else { return false }
        entries[name] = nil
        return true
    }
}
