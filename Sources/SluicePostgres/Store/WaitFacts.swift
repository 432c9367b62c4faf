#if Postgres
    import Sluice

    /// What the function `explain` says.
    struct WaitFacts {
        let state: Int16
        let wakesAt: Timestamp?
        let isPaused: Bool
        let perKey: (limit: Int?, taken: Int)
        let queue: (limit: Int?, taken: Int)
        let organization: (limit: Int?, taken: Int)
        let hasWorker: Bool
        let place: WaitExplanation.Place?

        init(_ row: Row) throws(DatabaseError) {
            func limit(_ column: Int) throws(DatabaseError) -> (limit: Int?, taken: Int) {
                (
                    try row.optional(column, as: Int32.self).map { Int($0) },
                    Int(try row.value(column + 1, as: Int64.self))
                )
            }
            state = try row.value(0)
            wakesAt = try row.time(1)
            isPaused = try row.value(2)
            perKey = try limit(3)
            queue = try limit(5)
            organization = try limit(7)
            hasWorker = try row.value(9)
            if let ahead = try row.optional(10, as: Int64.self) {
                place = WaitExplanation.Place(
                    position: Int(ahead) + 1, poolCount: Int(try row.value(11, as: Int64.self)),
                    queueCount: Int(try row.value(12, as: Int64.self)))
            } else {
                place = nil
            }
        }

        /// The nearest first; `nil` for a run that executes.
        var reasons: [WaitExplanation.Reason]? {
            var reasons: [WaitExplanation.Reason] = []
            switch state {
            case 0:
                reasons.append(.delayed(until: wakesAt ?? .distantFuture))
                if isPaused { reasons.append(.paused) }
            case 1:
                if isPaused { reasons.append(.paused) }
                reasons += full
            case 4: return [.runs]
            case 5: return full
            default: return nil
            }
            if !hasWorker { reasons.append(.noWorker) }
            return reasons
        }

        private var full: [WaitExplanation.Reason] {
            var reasons: [WaitExplanation.Reason] = []
            if let limit = perKey.limit, perKey.taken >= limit {
                reasons.append(.perKey(taken: perKey.taken, limit: limit))
            }
            if let limit = queue.limit, queue.taken >= limit {
                reasons.append(.queue(taken: queue.taken, limit: limit))
            }
            if let limit = organization.limit, organization.taken >= limit {
                reasons.append(.organization(taken: organization.taken, limit: limit))
            }
            return reasons
        }
    }
#endif
