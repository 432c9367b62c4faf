#if Postgres
    import Sluice
    import Synchronization

    /// Puts what many callers trigger at the same time in one statement, as a group commit does: while two are under
    /// way, the others gather.
    final class TriggerBatcher: Sendable {
        private struct Group {
            let number: Int
            let requests: [RunRequest]
            /// When it is too late to send it.
            let end: ContinuousClock.Instant
            let continuation: CheckedContinuation<[EnqueuedRun], any Error>
        }

        private struct State {
            var waiting: [Group] = []
            var underWay = 0
            var latest = 0
        }

        private static let mostUnderWay = 2
        private static let mostBytes = 4 << 20

        private let core: StoreCore
        private let mostRequests: Int
        private let state = Mutex(State())

        /// - Parameter mostRequests: How many may share a statement; what one caller triggers stays together all the same.
        init(core: StoreCore, mostRequests: Int = 1_000) {
            self.core = core
            self.mostRequests = mostRequests
        }

        /// Accepts runs, all or none. Cancelling the task takes them back until they are sent.
        func enqueue(_ requests: [RunRequest]) async throws -> [EnqueuedRun] {
            if requests.isEmpty { return [] }
            for (position, request) in requests.enumerated() {
                do throws(SluiceError) { try request.options.validate() } catch {
                    if requests.count == 1 { throw error }
                    throw SluiceError(error.code, "item \(position) of the batch: \(error.message)")
                }
            }
            let number = state.withLock { state in
                state.latest += 1
                return state.latest
            }
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    let end = ContinuousClock.now + TimeLimit.quick(core.patience).sending
                    add(Group(number: number, requests: requests, end: end, continuation: continuation))
                    // If the task was cancelled before, the handler came too early.
                    if Task.isCancelled { takeBack(number) }
                }
            } onCancel: {
                takeBack(number)
            }
        }

        private func add(_ group: Group) {
            let batch = state.withLock { state -> [Group]? in
                state.waiting.append(group)
                guard state.underWay < Self.mostUnderWay else { return nil }
                state.underWay += 1
                return take(&state)
            }
            if let batch { Task.detached { await self.work(batch) } }
        }

        private func takeBack(_ number: Int) {
            let group = state.withLock { state in
                state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0) }
            }
            group?.continuation.resume(throwing: CancellationError())
        }

        /// As much of what waits as one statement shall have; a group that is larger goes alone.
        private func take(_ state: inout State) -> [Group] {
            var (count, bytes, groups) = (0, 0, 0)
            for group in state.waiting {
                count += group.requests.count
                bytes += group.requests.reduce(0) { $0 + $1.payload.count }
                if groups > 0, count > mostRequests || bytes > Self.mostBytes { break }
                groups += 1
            }
            defer { state.waiting.removeFirst(groups) }
            return Array(state.waiting.prefix(groups))
        }

        private func work(_ first: [Group]) async {
            var batch = first
            while true {
                await send(batch)
                let next = state.withLock { state -> [Group]? in
                    if state.waiting.isEmpty {
                        state.underWay -= 1
                        return nil
                    }
                    return take(&state)
                }
                guard let next else { return }
                batch = next
            }
        }

        private func send(_ batch: [Group]) async {
            do {
                // Those who came first have waited longest.
                var runs = try await accept(batch.flatMap(\.requests), until: batch[0].end)[...]
                for group in batch {
                    group.continuation.resume(returning: Array(runs.prefix(group.requests.count)))
                    runs = runs.dropFirst(group.requests.count)
                }
            } catch let error as SluiceError where batch.count > 1 && error.code == .storeUnavailable {
                // Nothing was done, and only who came first has waited long enough.
                let overdue = batch.prefix { $0.end <= .now }
                let late = overdue.isEmpty ? batch.prefix(1) : overdue
                fail(Array(late), error)
                if late.count < batch.count { await send(Array(batch.dropFirst(late.count))) }
            } catch let error as SluiceError where batch.count > 1 && error.code != .outcomeUnknown {
                // One of them can't be accepted, which is nothing to the others.
                let middle = batch.count / 2
                await send(Array(batch[..<middle]))
                await send(Array(batch[middle...]))
            } catch {
                fail(batch, error)
            }
        }

        private func fail(_ batch: [Group], _ error: any Error) {
            for group in batch {
                // Each is told of its own.
                let own = (error as? SluiceError).map { SluiceError($0.code, $0.message, runID: group.requests[0].id) }
                group.continuation.resume(throwing: own ?? error)
            }
        }

        private func accept(
            _ requests: [RunRequest], until end: ContinuousClock.Instant
        ) async throws -> [EnqueuedRun] {
            try await core.ask(about: requests[0].id, until: end) { database, isRetry throws(DatabaseError) in
                var parameters = Parameters()
                parameters.add(requests: requests, ticks: true)
                parameters.add(core.now)
                return try await database.run(Statements.enqueue, parameters) { rows in
                    guard rows.count == requests.count else {
                        throw DatabaseError.unreadable("\(rows.count) runs for \(requests.count) triggers")
                    }
                    return try zip(requests, rows).map { request, row in
                        let id = try row.value(0, as: RunID.self)
                        // Of what was asked before and its answer lost, the run is the one that is asked for.
                        let isExisting = try row.value(1, as: Bool.self) && !(isRetry && id == request.id)
                        return EnqueuedRun(id: id, isExisting: isExisting)
                    }
                }
            }
        }
    }
#endif
