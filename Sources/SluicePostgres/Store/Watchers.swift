#if Postgres
    import Sluice
    import Synchronization

    /// Who in this process waits for a run to end. Of what many want to know at the same time the database is asked
    /// together: while one question is under way, the others gather.
    final class Watchers: Sendable {
        private typealias Continuation = CheckedContinuation<RunEnding, any Error>

        private struct State {
            var continuations: [RunID: [Int: Continuation]] = [:]
            var latest = 0
            /// Those that the database does not know of yet.
            var fresh: [RunID] = []
            var isAsking = false
            var isClosed = false
        }

        private let core: StoreCore
        /// What this process is known by.
        private let hub: Int64
        private let state = Mutex(State())

        init(core: StoreCore, hub: Int64) {
            self.core = core
            self.hub = hub
        }

        /// Waits until a run has ended.
        func ending(of run: RunID) async throws -> RunEnding {
            let number = state.withLock { state in
                state.latest += 1
                return state.latest
            }
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    let refusal = state.withLock { state -> (any Error)? in
                        if state.isClosed { return SluiceError(.storeFailed, "the store was closed") }
                        if Task.isCancelled { return CancellationError() }
                        state.continuations[run, default: [:]][number] = continuation
                        return nil
                    }
                    if let refusal { return continuation.resume(throwing: refusal) }
                    begin(run)
                }
            } onCancel: {
                forget(run, number)
            }
        }

        /// Looks whether what is watched has ended without anybody telling.
        func look() async throws {
            try await lookAt(state.withLock { Array($0.continuations.keys) })
        }

        func close() {
            let left = state.withLock { state in
                state.isClosed = true
                defer { state.continuations = [:] }
                return state.continuations.values.flatMap(\.values)
            }
            for continuation in left {
                continuation.resume(throwing: SluiceError(.storeFailed, "the store was closed"))
            }
        }

        // MARK: Asking

        private func begin(_ run: RunID) {
            let isFirst = state.withLock { state in
                state.fresh.append(run)
                defer { state.isAsking = true }
                return !state.isAsking
            }
            if isFirst { Task.detached { await self.ask() } }
        }

        private func ask() async {
            while let runs = takeFresh() {
                do {
                    try await tell(endings(of: runs, by: Statements.watch, hub))
                    // Who ended one meanwhile may not have seen that it is watched. The runs are not locked against
                    // that, since most are about to start.
                    let changing = try await lookForChanges(runs)
                    if !changing.isEmpty { Task.detached { try await self.lookUntilUnchanged(changing) } }
                } catch {
                    for run in runs { tell(.failure(error), of: run) }
                }
            }
        }

        /// - Returns: Those of which somebody's transaction may know, or have known, who did not see that they are watched.
        private func lookForChanges(_ runs: [RunID]) async throws -> [RunID] {
            let watched = state.withLock { state in runs.filter { state.continuations[$0] != nil } }
            if watched.isEmpty { return [] }
            let found = try await endings(of: watched, by: Statements.endingsAndChanges)
            func isOver(_ ending: RunEnding?) -> Bool { ending?.state.isTerminal ?? true }
            tell(found.filter { isOver($0.1) })
            return found.filter { !isOver($0.1) }.map(\.0)
        }

        /// For as long as a transaction of a store takes at most, as a rule; what takes longer is found by who looks now
        /// and then.
        private func lookUntilUnchanged(_ runs: [RunID]) async throws {
            var (runs, pause) = (runs, Duration.milliseconds(10))
            while !runs.isEmpty, pause < .seconds(2) {
                try await Task.sleep(for: pause)
                runs = try await lookForChanges(runs)
                pause *= 2
            }
        }

        private func takeFresh() -> [RunID]? {
            state.withLock { state in
                if state.fresh.isEmpty {
                    state.isAsking = false
                    return nil
                }
                defer { state.fresh = [] }
                return state.fresh
            }
        }

        private func lookAt(_ runs: [RunID]) async throws {
            if runs.isEmpty { return }
            try await tell(endings(of: runs, by: Statements.endings))
        }

        /// - Returns: Those that have ended, and `nil` for those that are not known, or not any more.
        private func endings(
            of runs: [RunID], by statement: Statement, _ hub: Int64? = nil
        ) async throws -> [(RunID, RunEnding?)] {
            try await core.ask { database, _ throws(DatabaseError) in
                var parameters = Parameters()
                parameters.add(runs)
                if let hub { parameters.add(hub) }
                return try await database.run(statement, parameters) { rows in
                    try rows.map { row -> (RunID, RunEnding?) in
                        let id = try row.value(0, as: RunID.self)
                        return (id, try row.isNull(1) ? nil : try RunEnding(row, id: id, first: 1))
                    }
                }
            }
        }

        private func tell(_ endings: [(RunID, RunEnding?)]) {
            for (run, ending) in endings {
                tell(ending.map { .success($0) } ?? .failure(SluiceError.unknownRun(run)), of: run)
            }
        }

        private func tell(_ ending: Result<RunEnding, any Error>, of run: RunID) {
            let continuations = state.withLock { $0.continuations.removeValue(forKey: run) }
            for continuation in (continuations ?? [:]).values { continuation.resume(with: ending) }
        }

        private func forget(_ run: RunID, _ number: Int) {
            let (continuation, isLast) = state.withLock { state in
                let continuation = state.continuations[run]?.removeValue(forKey: number)
                let isLast = continuation != nil && state.continuations[run]?.isEmpty == true
                if isLast { state.continuations[run] = nil }
                return (continuation, isLast)
            }
            continuation?.resume(throwing: CancellationError())
            guard isLast else { return }
            Task.detached { [core, hub] in
                // Nobody minds if the database keeps that somebody wanted to know.
                _ = try? await core.ask { database, _ throws(DatabaseError) in
                    var parameters = Parameters()
                    parameters.add(run)
                    parameters.add(hub)
                    _ = try await database.run(Statements.unwatch, parameters)
                }
            }
        }
    }
#endif
