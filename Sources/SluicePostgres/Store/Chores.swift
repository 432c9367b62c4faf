#if Postgres
    import Logging
    import Metrics
    import Sluice

    /// What one of all processes does in each period, as the table `chore` says: it deletes what is not kept any
    /// longer, and counts anew what is taken of the limits. Always a little at a time, so that nobody waits for it.
    struct Chores: Sendable {
        let core: StoreCore
        /// `nil`: what the process has bootstrapped by the time that something is measured.
        var metrics: (any MetricsFactory)?

        private enum Chore: String, CaseIterable {
            case prune = "prune"
            case pruneLanes = "prune_lanes"
            case pruneWatches = "prune_watches"
            case restripe = "restripe"
            case reconcile = "reconcile"
        }

        /// What a limit bounds.
        private enum Level: String, CaseIterable {
            case organization, queue, key
        }

        /// How many rows one transaction deletes or looks at.
        private static let portion = 500
        /// How many of those follow each other before others have a turn: more than can end meanwhile.
        private static let mostPortions = 100
        private static let lanePortions = 10

        func doThoseThatAreDue() async throws {
            var parameters = Parameters()
            parameters.add(Chore.allCases.map(\.rawValue))
            parameters.add(core.now)
            let question = parameters
            let due = try await core.ask { database, _ throws(DatabaseError) in
                try await database.run(Statements.takeChores, question) { rows in
                    try rows.map { try $0.value(0, as: String.self) }
                }
            }
            for chore in due.compactMap({ Chore(rawValue: $0) }) {
                switch chore {
                case .prune: try await repeatedly(Statements.prune, takesTime: true)
                case .pruneLanes: try await pruneLanes()
                case .pruneWatches: try await repeatedly(Statements.pruneWatches)
                case .restripe:
                    try await core.ask { database, _ throws(DatabaseError) in
                        _ = try await database.run(Statements.restripe)
                    }
                case .reconcile: try await reconcile()
                }
            }
        }

        /// Until less than a portion was there.
        private func repeatedly(_ statement: Statement, takesTime: Bool = false) async throws {
            var parameters = Parameters()
            parameters.add(Int32(Self.portion))
            if takesTime { parameters.add(core.now) }
            var portions = 0
            while try await core.count(statement, parameters) == Self.portion, portions < Self.mostPortions {
                try Task.checkCancellation()
                portions += 1
            }
        }

        /// Looks at a part of the keys, from any one on: where there are very many, all of them would be much for one
        /// turn.
        private func pruneLanes() async throws {
            let start = RunID(high: .random(in: 0 ... .max), low: 0)
            var (next, hasWrapped) = (start, false)
            for _ in 0..<Self.lanePortions {
                var parameters = Parameters()
                parameters.add(next)
                parameters.add(Int32(Self.portion))
                let question = parameters
                let last = try await core.ask { database, _ throws(DatabaseError) in
                    try await database.run(Statements.pruneLanes, question) { try $0[0].optional(0, as: RunID.self) }
                }
                if last == nil, hasWrapped { return }
                if last == nil { hasWrapped = true }
                next = last ?? RunID(high: 0, low: 0)
                try Task.checkCancellation()
            }
        }

        private func reconcile() async throws {
            let limits = try await core.ask(within: .slow(core.patience)) { database, _ throws(DatabaseError) in
                try await database.run(Statements.miscounted) { rows in
                    try rows.map { row in
                        (
                            try row.value(0, as: Int32.self), try row.optional(1, as: RunID.self),
                            try row.value(2, as: String.self)
                        )
                    }
                }
            }
            // So that who watches the metric knows that somebody counts.
            for level in Level.allCases { record(0, of: level, "") }
            for (queue, pool, name) in limits {
                var parameters = Parameters()
                if let pool { parameters.add(pool) }
                parameters.add(queue)
                let drift = try await core.count(
                    pool == nil ? Statements.reconcileGate : Statements.reconcilePool, parameters)
                record(drift, of: pool != nil ? .key : queue == 0 ? .organization : .queue, name)
            }
            let forgotten = try await core.count(Statements.settleForgotten, core.nowParameter)
            if forgotten > 0 {
                core.logger.error(
                    "runs whose children had ended were waiting, and go on: a mistake of the store",
                    metadata: ["runs": "\(forgotten)"])
            }
        }

        /// Tells of slots that were counted wrongly, and are counted rightly now.
        private func record(_ drift: Int, of level: Level, _ queue: String) {
            Counter(
                label: "sluice_slot_drift_total", dimensions: [("limit", level.rawValue)],
                factory: metrics ?? MetricsSystem.factory
            ).increment(by: abs(drift))
            guard drift != 0 else { return }
            var metadata: Logger.Metadata = ["limit": "\(level.rawValue)", "slots": "\(drift)"]
            if level != .organization { metadata["queue"] = "\(queue)" }
            core.logger.error(
                "slots were miscounted, and are counted right again: a mistake of the store, or somebody wrote to its tables",
                metadata: metadata)
        }
    }
#endif
