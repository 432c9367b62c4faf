#if Postgres
    import Sluice

    /// How runs and queues are steered. Whoever calls tells the workers of it, as best it can.
    extension StoreCore {
        func setPaused(_ queue: String, _ isPaused: Bool) async throws {
            try await ask { database, _ throws(DatabaseError) in
                var parameters = Parameters()
                parameters.add(queue)
                parameters.add(isPaused)
                parameters.add(now)
                _ = try await database.run(Statements.setPaused, parameters)
            }
        }

        /// - Parameter limit: `nil`: the declared ones.
        func setOverride(_ queue: String, _ limit: ConcurrencyLimit?) async throws {
            // All keys of the queue are counted.
            try await ask(within: .slow(patience)) { database, _ throws(DatabaseError) in
                var parameters = Parameters()
                parameters.add(queue)
                parameters.add(limit != nil)
                parameters.add(limit?.perKey.map { Int32(clamping: $0) })
                parameters.add(limit?.total.map { Int32(clamping: $0) })
                parameters.add(now)
                _ = try await database.run(Statements.setOverride, parameters)
            }
        }

        func cancel(_ run: RunID) async throws -> RunState {
            try await ask(about: run) { database, _ throws(DatabaseError) in
                var parameters = Parameters()
                parameters.add(run)
                parameters.add(now)
                return try await database.run(Statements.cancel, parameters) { try $0[0].state(0) }
            }
        }

        func replay(_ run: RunID, as id: RunID) async throws -> RunID {
            try await ask(about: id) { database, _ throws(DatabaseError) in
                var parameters = Parameters()
                parameters.add(run)
                parameters.add(id)
                parameters.add(now)
                return try await database.run(Statements.replay, parameters) { try $0[0].value(0, as: RunID.self) }
            }
        }
    }
#endif
