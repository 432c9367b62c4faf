/// Why a run does not execute. Asked for one run at a time, by people; nothing is kept for it.
extension Admission {
    /// What holds a run, all others aside.
    package enum Hold: Hashable, Sendable {
        case delayed(until: Timestamp)
        case paused
        /// All slots of its key's pool are taken.
        case pool(taken: Int, limit: Int)
        case queue(taken: Int, limit: Int)
        case organization(taken: Int, limit: Int)
        /// It waits for others.
        case runs
    }

    /// All that holds a run, the nearest first; empty for one that executes, or that may start.
    package func holds(of run: RunIndex) -> [Hold] {
        checkLive(run)
        let pool = runs[run].pool
        let pause: [Hold] = nodes[nodes[pool].parent].isPaused ? [.paused] : []
        switch runs[run].state {
        case .delayed: return [.delayed(until: runs[run].since)] + pause
        case .queued: return pause + fullCounters(from: pool)
        case .waiting: return [.runs]
        case .resumable: return fullCounters(from: pool)
        case .executing, .granted, .free: return []
        }
    }

    private func fullCounters(from pool: NodeIndex) -> [Hold] {
        var holds: [Hold] = []
        var index = pool
        while !index.isAbsent {
            let (node, taken) = (nodes[index], Int(nodes[index].taken))
            if !node.hasRoom, let limit = node.limit.limit {
                switch node.level {
                case .pool: holds.append(.pool(taken: taken, limit: limit))
                case .queue: holds.append(.queue(taken: taken, limit: limit))
                case .organization: holds.append(.organization(taken: taken, limit: limit))
                case .free: preconditionFailure("a run's counters are in use")
                }
            }
            index = node.parent
        }
        return holds
    }

    /// The runs behind a reason: those that have the slots, in no order, or that are waited for, in their order. Looks at all that workers
    /// have.
    package func holders(of hold: Hold, for run: RunIndex) -> [RunIndex] {
        let pool = runs[run].pool
        return switch hold {
        case .delayed, .paused: []
        case .pool: slotHolders { runs[$0].pool == pool }
        case .queue: slotHolders { nodes[runs[$0].pool].queue == nodes[pool].queue }
        case .organization: slotHolders { _ in true }
        case .runs: awaited(by: run)
        }
    }

    private func slotHolders(where isCounted: (RunIndex) -> Bool) -> [RunIndex] {
        var holders: [RunIndex] = []
        for worker in workers where worker.isPresent {
            var run = worker.firstHeld
            while !run.isAbsent {
                if runs[run].flags.contains(.holdsSlots), isCounted(run) { holders.append(run) }
                run = runs[run].next
            }
        }
        return holders
    }

    private func awaited(by run: RunIndex) -> [RunIndex] {
        var awaited: [RunIndex] = []
        var edge = runs[run].children
        while !edge.isAbsent {
            awaited.append(edges[edge].child)
            edge = edges[edge].nextOfParent
        }
        return awaited
    }

    /// A place in line.
    package struct Place: Hashable, Sendable {
        /// Among the queued runs of the pool, from 1.
        package let position: Int
        package let poolCount: Int
        package let queueCount: Int
    }

    /// The place of a queued run; `nil` for one that stands elsewhere. Walks past the runs of its pool that are before it.
    package func place(of run: RunIndex) -> Place? {
        checkLive(run)
        guard runs[run].state == .queued else { return nil }
        let pool = runs[run].pool
        var ahead = 0
        forEachLane(of: pool) { lane in
            var other = lane.head
            // In order, so that the first that is behind ends it.
            while !other.isAbsent, runs.comesBefore(other, run) {
                ahead += 1
                other = runs[other].next
            }
            var earlier: Set<RunIndex> = []
            forEachOutOfOrder(in: lane, of: pool) { if runs.comesBefore($0, run) { earlier.insert($0) } }
            ahead += earlier.count
        }
        return Place(
            position: ahead + 1, poolCount: Int(nodes[pool].books.queued),
            queueCount: Int(nodes[nodes[pool].parent].books.queued))
    }

    /// When a run expires that has not started until then.
    package func expiry(of run: RunIndex) -> Timestamp? {
        runs[run].flags.contains(.expires) ? timers.expiry(of: run, in: runs) : nil
    }
}
