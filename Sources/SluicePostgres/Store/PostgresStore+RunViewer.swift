#if Postgres
    public import Sluice

    // The protocol says what each of these does.
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    extension PostgresStore: RunViewer {
        public func runs(matching filter: RunFilter) async throws -> [RunSnapshot] {
            try await core.runs(matching: filter)
        }

        public func history(of run: RunID) async throws -> RunHistory? { try await core.history(of: run) }

        public func snapshot() async throws -> StoreSnapshot { try await core.snapshot() }

        public func run(_ run: RunID) async throws -> RunSnapshot? { try await core.run(run) }
    }

    extension StoreCore {
        func runs(matching filter: RunFilter) async throws -> [RunSnapshot] {
            try filter.validate()
            return try await list(filter)
        }

        func run(_ run: RunID) async throws -> RunSnapshot? {
            try await list(RunFilter(limit: 1), only: run).first
        }

        private func list(_ filter: RunFilter, only run: RunID? = nil) async throws -> [RunSnapshot] {
            try await ask(within: .slow(patience)) { database, _ throws(DatabaseError) in
                var parameters = Parameters()
                if filter.states.isEmpty {
                    parameters.addNullArray(of: Int16.self)
                } else {
                    parameters.add(filter.states.flatMap(\.stored))
                }
                parameters.add(filter.task)
                parameters.add(filter.queue)
                parameters.add(filter.key.map { Array($0.utf8) })
                parameters.add(filter.tag.map { Array($0.utf8) })
                parameters.add(filter.before)
                parameters.add(run)
                parameters.add(Int32(filter.limit))
                parameters.add(now)
                return try await database.run(Statements.listRuns, parameters) { rows in
                    try rows.map { row in
                        RunSnapshot(
                            id: try row.value(0), task: try row.value(1), queue: try row.value(2), key: try row.text(3),
                            state: try row.state(4), attempts: Int(try row.value(5, as: Int32.self)),
                            triggeredAt: Timestamp(microseconds: try row.value(6)), startedAt: try row.time(7),
                            endedAt: try row.time(8), parent: try row.optional(9), tags: try row.texts(10))
                    }
                }
            }
        }

        func snapshot() async throws -> StoreSnapshot {
            try await ask(within: .slow(patience)) { database, _ throws(DatabaseError) in
                try await database.run(Statements.lookAtQueues, nowParameter) { rows in
                    func count(_ row: Row, _ column: Int) throws(DatabaseError) -> Int {
                        Int(try row.value(column, as: Int64.self))
                    }
                    guard let organization = rows.first else {
                        throw DatabaseError.unreadable("there is no organization")
                    }
                    let queues = try rows.dropFirst().map { row in
                        QueueSnapshot(
                            name: try row.value(0), executing: try count(row, 1), queued: try count(row, 2),
                            delayed: try count(row, 3), waiting: try count(row, 4), oldestQueuedAt: try row.time(5),
                            limit: ConcurrencyLimit(
                                perKey: try row.optional(6, as: Int32.self).map { Int($0) },
                                total: try row.optional(7, as: Int32.self).map { Int($0) }),
                            isOverridden: try row.value(8), isPaused: try row.value(9), isDeclared: try row.value(10))
                    }
                    return StoreSnapshot(
                        executing: try count(organization, 1),
                        limit: try organization.optional(7, as: Int32.self).map { Int($0) }, queues: queues)
                }
            }
        }

        // MARK: One run

        func history(of id: RunID) async throws -> RunHistory? {
            guard let run = try await run(id) else { return nil }
            var parameters = Parameters()
            parameters.add(id)
            let question = parameters
            let found = try await ask(within: .slow(patience)) { database, _ throws(DatabaseError) in
                try await database.run(Statements.lookAt, question) { rows in
                    try rows.first.map { try RunHistory(run, $0) }
                }
            }
            guard var history = found else { return nil }
            history.children = try await children(of: id)
            history.waiting = try await explain(run)
            return history
        }

        private func children(of id: RunID) async throws -> [RunSnapshot] {
            var parameters = Parameters()
            parameters.add(id)
            parameters.add(Int32(RunHistory.maximumCount))
            let question = parameters
            let ids = try await ask(within: .slow(patience)) { database, _ throws(DatabaseError) in
                try await database.run(Statements.children, question) { rows in
                    try rows.map { try $0.value(0, as: RunID.self) }
                }
            }
            return try await runs(ids)
        }

        private func runs(_ ids: [RunID]) async throws -> [RunSnapshot] {
            var runs: [RunSnapshot] = []
            for id in ids { if let run = try await run(id) { runs.append(run) } }
            return runs
        }

        /// Why a run waits; `nil` if it does not.
        private func explain(_ run: RunSnapshot) async throws -> WaitExplanation? {
            var parameters = Parameters()
            parameters.add(run.id)
            parameters.add(now)
            let question = parameters
            let facts = try await ask(within: .slow(patience)) { database, _ throws(DatabaseError) in
                try await database.run(Statements.explain, question) { try $0.first.map { try WaitFacts($0) } }
            }
            guard let facts, let reasons = facts.reasons else { return nil }
            var holds: [WaitExplanation.Hold] = []
            for reason in reasons {
                let (holders, count) = try await holders(of: reason, for: run.id)
                holds.append(WaitExplanation.Hold(reason, holders: holders, holderCount: count))
            }
            return WaitExplanation(
                task: run.task, queue: run.queue, key: run.key, holds: holds, place: facts.place)
        }

        private func holders(
            of reason: WaitExplanation.Reason, for run: RunID
        ) async throws -> ([RunSnapshot], Int) {
            let number: Int32
            switch reason {
            case .delayed, .paused, .noWorker: return ([], 0)
            case .perKey: number = 1
            case .queue: number = 2
            case .organization: number = 3
            case .runs: number = 4
            }
            var parameters = Parameters()
            parameters.add(run)
            parameters.add(number)
            parameters.add(Int32(WaitExplanation.Hold.maximumHolders))
            let question = parameters
            let (ids, count) = try await ask(within: .slow(patience)) { database, _ throws(DatabaseError) in
                try await database.run(Statements.holders, question) { rows in
                    (
                        try rows.map { try $0.value(0, as: RunID.self) },
                        Int(try rows.first?.value(1, as: Int64.self) ?? 0)
                    )
                }
            }
            return (try await runs(ids), count)
        }
    }
#endif
