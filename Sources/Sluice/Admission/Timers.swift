import HeapModule

/// When which delay or time to live is over. Only runs that have either take room here.
struct Timers {
    struct Timer: Comparable {
        enum Kind: UInt8 {
            /// Before `expiry`: a run whose time to live is nothing is due first, and expires then.
            case delay
            case expiry
        }

        let time: Timestamp
        let sequence: UInt64
        let run: RunIndex
        let kind: Kind

        static func < (left: Timer, right: Timer) -> Bool {
            if left.time != right.time { return left.time < right.time }
            return left.sequence != right.sequence
                ? left.sequence < right.sequence : left.kind.rawValue < right.kind.rawValue
        }

        /// Whether the run still waits for it: it is lost by a start, and by the run's end.
        func isCurrent(in runs: borrowing Runs) -> Bool {
            guard runs[run].sequence == sequence else { return false }
            return switch kind {
            case .delay: runs[run].state == .delayed && runs[run].since == time
            case .expiry: runs[run].flags.contains(.expires)
            }
        }
    }

    private var timers = Heap<Timer>()
    private var outdated = 0

    mutating func add(_ kind: Timer.Kind, of run: RunIndex, at time: Timestamp, in runs: borrowing Runs) {
        timers.insert(Timer(time: time, sequence: runs[run].sequence, run: run, kind: kind))
    }

    /// The time of the next timer that still counts.
    mutating func next(in runs: borrowing Runs) -> Timestamp? {
        while let timer = timers.min {
            if timer.isCurrent(in: runs) { return timer.time }
            timers.removeMin()
            outdated -= 1
        }
        return nil
    }

    /// Removes the next timer, if its time has come.
    mutating func pop(until now: Timestamp, in runs: borrowing Runs) -> Timer? {
        guard let least = timers.min, least.time <= now, let time = next(in: runs), time <= now else { return nil }
        return timers.popMin()
    }

    /// When a run's time to live is over. Looks at every timer.
    func expiry(of run: RunIndex, in runs: borrowing Runs) -> Timestamp? {
        let sequence = runs[run].sequence
        return timers.unordered.first { $0.kind == .expiry && $0.run == run && $0.sequence == sequence }?.time
    }

    /// Tells that timers no longer count. They are dropped when they come up, or when they are the greater part.
    mutating func outdate(_ count: Int, in runs: borrowing Runs) {
        outdated += count
        guard outdated > 32, outdated * 2 > timers.count else { return }
        var current: [Timer] = []
        current.reserveCapacity(timers.count - outdated)
        for timer in timers.unordered where timer.isCurrent(in: runs) { current.append(timer) }
        timers = Heap(current)
        outdated = 0
    }
}
