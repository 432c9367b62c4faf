extension Admission {
    /// The number of a task. Declaring it again gives the same one.
    package mutating func declareTask(_ name: String) -> TaskIndex {
        if let task = taskIndices[name] { return task }
        let task = TaskIndex(slot: Int32(tasks.count))
        tasks.append(name)
        taskIndices[name] = task
        return task
    }

    /// Declares a queue, or declares it anew: the latest declaration counts, but an operator's override and pause stay.
    package mutating func declareQueue(
        _ declaration: QueueDeclaration, events: inout [Event]
    ) -> QueueIndex {
        if let queue = queueIndices[declaration.name] {
            let limits = queues[Int(queue.slot)].limitsInForce
            queues[Int(queue.slot)].declaration = declaration
            applyLimits(of: queue, instead: limits, events: &events)
            return queue
        }
        let queue = QueueIndex(slot: Int32(queues.count))
        var node = Node(
            level: .queue, parent: .organization, queue: queue, limit: Int32(limit: declaration.limit.total))
        node.isPaused = declaration.startsPaused
        let index = nodes.insert(node)
        let pool = makePool(of: queue, under: index, limits: declaration.limit)
        queues.append(Queue(node: index, keylessPool: pool, declaration: declaration))
        queueIndices[declaration.name] = queue
        return queue
    }

    /// Limits the runs of all queues together. A lower limit stops no run: nothing starts until there is room again.
    package mutating func setOrganizationLimit(_ limit: Int?, events: inout [Event]) {
        nodes[.organization].limit = Int32(limit: limit)
        grantResumables(events: &events)
    }

    /// Puts an operator's limits in the place of the declared ones, until they are reset.
    package mutating func override(_ queue: QueueIndex, limits: ConcurrencyLimit, events: inout [Event]) {
        let old = queues[Int(queue.slot)].limitsInForce
        queues[Int(queue.slot)].override = limits
        applyLimits(of: queue, instead: old, events: &events)
    }

    /// Puts the declared limits back in force.
    package mutating func reset(_ queue: QueueIndex, events: inout [Event]) {
        let old = queues[Int(queue.slot)].limitsInForce
        queues[Int(queue.slot)].override = nil
        applyLimits(of: queue, instead: old, events: &events)
    }

    /// Starts nothing of a queue until it is resumed. What has started goes on, also after a wait.
    package mutating func pause(_ queue: QueueIndex) {
        nodes[queues[Int(queue.slot)].node].isPaused = true
        refresh(queues[Int(queue.slot)].node)
    }

    /// Ends a pause.
    package mutating func resume(_ queue: QueueIndex) {
        nodes[queues[Int(queue.slot)].node].isPaused = false
        refresh(queues[Int(queue.slot)].node)
    }

    private mutating func applyLimits(of queue: QueueIndex, instead old: ConcurrencyLimit, events: inout [Event]) {
        let (node, limits) = (queues[Int(queue.slot)].node, queues[Int(queue.slot)].limitsInForce)
        guard limits != old else { return }
        nodes[node].limit = Int32(limit: limits.total)
        if limits.perKey != old.perKey {
            // Rare enough to look at every pool for those of the queue; their order decides who gets the first turn.
            for pool in pools(of: queue) {
                nodes[pool].limit = Int32(limit: limits.perKey)
                refresh(pool)
            }
        }
        refresh(node)
        grantResumables(events: &events)
    }

    /// In the order of their numbers.
    func pools(of queue: QueueIndex) -> [NodeIndex] {
        var pools: [NodeIndex] = []
        for slot in 0..<nodes.end {
            let node = NodeIndex(slot: slot)
            if nodes[node].level == .pool, nodes[node].queue == queue { pools.append(node) }
        }
        return pools
    }
}
