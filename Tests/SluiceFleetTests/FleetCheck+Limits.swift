#if Postgres
    extension FleetCheck {
        /// Whether no limit was ever exceeded, and how much of each was used.
        mutating func checkLimits() {
            check("the organization", FleetLimits.organization) { _ in true }
            for (queue, limit) in FleetLimits.queues { check(queue, limit) { $0.queue == queue } }
            for (queue, limit) in FleetLimits.keys {
                for key in Set(executions.filter { $0.queue == queue }.map(\.key)).sorted() {
                    check("a key of \(queue)", limit) { $0.queue == queue && $0.key == key }
                }
            }
        }

        /// Counts who held a slot at every instant; who lets go at the very instant at which another takes it has let
        /// go before.
        private mutating func check(_ name: String, _ limit: Int, _ isCounted: (FleetRecord.Execution) -> Bool) {
            var changes: [(time: Int, change: Int, who: Int)] = []
            for (who, execution) in executions.enumerated() where isCounted(execution) {
                for held in execution.held where !held.isEmpty {
                    changes += [(held.lowerBound, 1, who), (held.upperBound, -1, who)]
                }
            }
            changes.sort { ($0.time, $0.change) < ($1.time, $1.change) }
            var holders: Set<Int> = []
            for change in changes {
                if change.change < 0 {
                    holders.remove(change.who)
                    continue
                }
                holders.insert(change.who)
                peaks[name] = max(peaks[name] ?? 0, holders.count)
                guard holders.count > limit else { continue }
                let who = holders.map {
                    let execution = executions[$0]
                    return "\(execution.run) (\(execution.key)) #\(execution.attempt) in \(execution.process)"
                }
                violations.append(
                    "\(name) had \(holders.count) at once at \(change.time), and \(limit) are allowed: \(who.sorted())")
                return
            }
        }
    }
#endif
