/// The order within a pool.
extension Admission {
    /// Where a lane is: the first in its pool's node, where the processor has it at hand; the others in the slab.
    private struct LanePlace {
        let pool: NodeIndex
        let further: LaneIndex
    }

    private subscript(place: LanePlace) -> Lane {
        get {
            place.further.isAbsent ? nodes[place.pool].lane : lanes[place.further]
        }
        set {
            if place.further.isAbsent { nodes[place.pool].lane = newValue } else { lanes[place.further] = newValue }
        }
    }

    /// The lane of a task in a pool, made if there is none.
    private mutating func lane(of task: TaskIndex, in pool: NodeIndex) -> LanePlace {
        if nodes[pool].lane.task == task { return LanePlace(pool: pool, further: .absent) }
        if nodes[pool].lane.isEmpty {  // the further lanes are never more than this one
            nodes[pool].lane.task = task
            return LanePlace(pool: pool, further: .absent)
        }
        var further = nodes[pool].lane.next
        while !further.isAbsent {
            if lanes[further].task == task { return LanePlace(pool: pool, further: further) }
            further = lanes[further].next
        }
        further = lanes.insert(Lane(task: task, next: nodes[pool].lane.next))
        nodes[pool].lane.next = further
        return LanePlace(pool: pool, further: further)
    }

    /// Puts a run that has become queued in its pool.
    mutating func lineUp(_ run: RunIndex) {
        let place = lane(of: runs[run].task, in: runs[run].pool)
        var lane = self[place]
        if !lane.append(run, in: &runs) {
            insert(run, into: &lane.heap)
        }
        self[place] = lane
    }

    /// Takes a queued run out of its pool.
    mutating func unline(_ run: RunIndex) {
        let pool = runs[run].pool
        let place = lane(of: runs[run].task, in: pool)
        var lane = self[place]
        if runs[run].flags.contains(.isOutOfOrder) {
            remove(run, from: &lane.heap)
        } else {
            lane.unlink(run, in: &runs)
        }
        self[place] = lane
        if lane.isEmpty { removeLane(place) }
    }

    private mutating func removeLane(_ place: LanePlace) {
        let first = nodes[place.pool].lane.next
        if first.isAbsent { return }
        if place.further.isAbsent {
            nodes[place.pool].lane = lanes[first]
            lanes.remove(first)
        } else {
            var previous = LanePlace(pool: place.pool, further: .absent)
            while self[previous].next != place.further {
                previous = LanePlace(pool: place.pool, further: self[previous].next)
            }
            self[previous].next = lanes[place.further].next
            lanes.remove(place.further)
        }
    }

    /// The run of a pool that goes first.
    ///
    /// - Parameter tasks: Those that count; `nil`: all.
    @inline(__always)
    func firstQueued(in pool: NodeIndex, of tasks: TaskSet?) -> RunIndex? {
        var earliest: RunIndex?
        var place = LanePlace(pool: pool, further: .absent)
        while true {
            if tasks?.contains(self[place].task) ?? true, let run = firstQueued(in: place) {
                if let other = earliest, runs.comesBefore(other, run) {} else { earliest = run }
            }
            let next = self[place].next
            if next.isAbsent { return earliest }
            place = LanePlace(pool: pool, further: next)
        }
    }

    @inline(__always)
    private func firstQueued(in place: LanePlace) -> RunIndex? {
        let (head, heap) = (self[place].head, self[place].heap)
        if heap.isAbsent { return head.isAbsent ? nil : head }
        guard let least = heaps[Int(heap.slot)].first else {
            preconditionFailure("an empty heap is given back at once")
        }
        return head.isAbsent || runs.comesBefore(least, head) ? least : head
    }

    mutating func insert(_ run: RunIndex, into heap: inout HeapIndex) {
        if heap.isAbsent {
            if let free = freeHeaps.popLast() {
                heap = free
            } else {
                heap = HeapIndex(slot: Int32(heaps.count))
                heaps.append(RunHeap())
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
