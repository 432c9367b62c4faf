import HeapModule

/// Which run an idempotency key names, until its time has passed.
struct IdempotencyKeys {
    /// Compared byte by byte, as every store does it: a `String` would hold two spellings of the same characters for equal.
    private struct Name: Hashable {
        var task: TaskIndex
        var key: [UInt8]

        init(task: TaskIndex, key: String) {
            self.task = task
            self.key = Array(key.utf8)
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

    mutating func set(_ key: String, of task: TaskIndex, naming run: RunID, until time: Timestamp, now: Timestamp) {
        while let first = expiries.min, first.time <= now {
            expiries.removeMin()
            if let entry = entries[first.name], entry.expiresAt <= now { entries[first.name] = nil }
        }
        let name = Name(task: task, key: key)
        entries[name] = Entry(run: run, expiresAt: time)
        // Keys that were forgotten leave their expiry behind; don't let those outnumber the rest by much.
        if expiries.count > 64 + 2 * entries.count {
            expiries = Heap(entries.map { Expiry(time: $1.expiresAt, name: $0) })
        } else {
            expiries.insert(Expiry(time: time, name: name))
        }
    }

    /// Makes the next trigger with the key a new run.
    mutating func forget(_ key: String, of task: TaskIndex, naming run: RunID) {
        let name = Name(task: task, key: key)
        if entries[name]?.run == run { entries[name] = nil }
    }
}
