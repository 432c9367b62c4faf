/// The order within a pool.
extension Admission {
    /// Where a lane is: the first in its pool's node, where the processor has it at hand; the others in the slab.
    private struct LanePlace {
        let pool: NodeIndex
        var further = LaneIndex.absent
    }

    private subscript(place: LanePlace) -> Lane {
        get {
            place.further.isAbsent ? nodes[place.pool].lane : lanes[place.further].lane
        }
        set {
            if place.further.isAbsent {
                nodes[place.pool].lane = newValue
            } else {
                lanes[place.further].lane = newValue
            }
        }
    }

    /// The lane of a task in a pool, made if there is none.
    private mutating func lane(of task: TaskIndex, in pool: NodeIndex) -> LanePlace {
        if nodes[pool].lane.task == task { return LanePlace(pool: pool) }
        if nodes[pool].lane.next.isAbsent, nodes[pool].lane.isEmpty {
            nodes[pool].lane.task = task
            return LanePlace(pool: pool)
        }
        let hash = Self.hash(of: task, in: pool)
        let slot = laneTable.find(hash: hash) {
            let further = LaneIndex(slot: $0)
            return lanes[further].pool == pool && lanes[further].lane.task == task
        }
        if let slot { return LanePlace(pool: pool, further: LaneIndex(slot: slot)) }
        if nodes[pool].lane.next.isAbsent {
            setFirst(of: pool, to: firstQueued(in: LanePlace(pool: pool)), insteadOf: nil)
        }
        let lane = Lane(task: task, next: nodes[pool].lane.next)
        let further = lanes.insert(FurtherLane(lane: lane, pool: pool))
        laneTable.insert(hash: hash, slot: further.slot)
        nodes[pool].lane.next = further
        return LanePlace(pool: pool, further: further)
    }

    /// The further lanes of a pool stay until none of its runs is queued, and go together.
    private mutating func removeFurtherLanes(of pool: NodeIndex) {
        var further = nodes[pool].lane.next
        nodes[pool].lane.next = .absent
        while !further.isAbsent {
            let lane = lanes[further].lane
            laneTable.remove(hash: Self.hash(of: lane.task, in: pool), slot: further.slot)
            lanes.remove(further)
            further = lane.next
        }
    }

    private static func hash(of task: TaskIndex, in pool: NodeIndex) -> UInt32 {
        let both = UInt64(UInt32(bitPattern: pool.slot)) << 32 | UInt64(UInt32(bitPattern: task.slot))
        return UInt32(truncatingIfNeeded: (both &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }

    /// Puts a run that has become queued in its pool.
    mutating func lineUp(_ run: RunIndex) {
        let pool = runs[run].pool
        let place = lane(of: runs[run].task, in: pool)
        let hasOthers = !nodes[pool].lane.next.isAbsent
        let first = hasOthers ? firstQueued(in: place) : nil
        var lane = self[place]
        if !lane.append(run, in: &runs) { insert(run, into: &lane.heap, as: .isOutOfOrder) }
        self[place] = lane
        if hasOthers { setFirst(of: pool, to: firstQueued(in: place), insteadOf: first) }
    }

    /// Takes a queued run out of its pool.
    mutating func unline(_ run: RunIndex) {
        let pool = runs[run].pool
        let place = lane(of: runs[run].task, in: pool)
        let hasOthers = !nodes[pool].lane.next.isAbsent
        let first = hasOthers ? firstQueued(in: place) : nil
        var lane = self[place]
        if runs[run].flags.contains(.isOutOfOrder) {
            remove(run, from: &lane.heap)
        } else {
            lane.unlink(run, in: &runs)
        }
        self[place] = lane
        if hasOthers {
            setFirst(of: pool, to: firstQueued(in: place), insteadOf: first)
            if nodes[pool].firsts.isAbsent { removeFurtherLanes(of: pool) }
        }
    }

    /// Notes that another run has become the first of its lane.
    private mutating func setFirst(of pool: NodeIndex, to new: RunIndex?, insteadOf old: RunIndex?) {
        guard new != old else { return }
        var firsts = nodes[pool].firsts
        if let new { insert(new, into: &firsts, as: .isFirst) }
        if let old { remove(old, from: &firsts) }
        nodes[pool].firsts = firsts
    }

    /// The run of a pool that goes first.
    ///
    /// - Parameter tasks: Those that count; `nil`: all.
    @inline(__always)
    func firstQueued(in pool: NodeIndex, of tasks: TaskSet?) -> RunIndex? {
        if let tasks { return firstServed(in: pool, of: tasks) }
        let firsts = nodes[pool].firsts
        return firsts.isAbsent ? firstQueued(in: LanePlace(pool: pool)) : heaps[Int(firsts.slot)].first
    }

    private func firstServed(in pool: NodeIndex, of tasks: TaskSet) -> RunIndex? {
        var earliest: RunIndex?
        var place = LanePlace(pool: pool)
        while true {
            let lane = self[place]
            if tasks.contains(lane.task), let run = firstQueued(in: place) {
                if let other = earliest, runs.comesBefore(other, run) {} else { earliest = run }
            }
            if lane.next.isAbsent { return earliest }
            place.further = lane.next
        }
    }

    @inline(__always)
    private func firstQueued(in place: LanePlace) -> RunIndex? {
        let lane = self[place]
        if lane.heap.isAbsent { return lane.head.isAbsent ? nil : lane.head }
        guard let least = heaps[Int(lane.heap.slot)].first else {
            preconditionFailure("an empty heap is given back at once")
        }
        return lane.head.isAbsent || runs.comesBefore(least, lane.head) ? least : lane.head
    }

    mutating func insert(_ run: RunIndex, into heap: inout HeapIndex, as mark: RunRecord.Flags) {
        if heap.isAbsent {
            if let free = freeHeaps.popLast() {
                heap = free
                heaps[Int(heap.slot)].mark = mark
            } else {
                heap = HeapIndex(slot: Int32(heaps.count))
                heaps.append(RunHeap(mark: mark))
            }
        }
        heaps[Int(heap.slot)].insert(run, in: &runs)
    }

    /// Gives the heap back when nothing is left in it.
    mutating func remove(_ run: RunIndex, from heap: inout HeapIndex) {
        heaps[Int(heap.slot)].remove(run, in: &runs)
        if heaps[Int(heap.slot)].isEmpty {
            freeHeaps.append(heap)
            heap = .absent
        }
    }
}
