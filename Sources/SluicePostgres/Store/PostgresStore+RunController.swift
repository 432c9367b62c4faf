#if Postgres
    public import Sluice

    // The protocol says what each of these does.
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    extension PostgresStore: RunController {
        public func pause(queue: String) async throws { try await announcing { try await core.setPaused(queue, true) } }

        public func resume(queue: String) async throws {
            try await announcing { try await core.setPaused(queue, false) }
        }

        public func override(queue: String, limit: ConcurrencyLimit) async throws {
            try await announcing { try await core.setOverride(queue, limit) }
        }

        public func reset(queue: String) async throws {
            try await announcing { try await core.setOverride(queue, nil) }
        }

        @discardableResult
        public func cancel(_ run: RunID) async throws -> RunState {
            try await announcing { try await core.cancel(run) }
        }

        @discardableResult
        public func replay(_ run: RunID, as id: RunID) async throws -> RunID {
            try await announcing { try await core.replay(run, as: id) }
        }

        private func announcing<Answer>(_ change: () async throws -> Answer) async throws -> Answer {
            let answer = try await change()
            hub.announceWork()
            return answer
        }
    }
#endif
