#if Postgres
    import Sluice
    import Synchronization

    /// Puts what many callers trigger at the same time in one statement, as a group commit does: while two are under
    /// way, the others gather.
    ///
    /// Triggers with an idempotency key have a lane of their own, each alone: one may have to wait for somebody's open
    /// transaction, which is nothing to the others.
    final class TriggerBatcher: Sendable {
        private struct Group {
            let number: Int
            let requests: [RunRequest]
            /// When it is too late to send it.
            let end: ContinuousClock.Instant
            let continuation: CheckedContinuation<[EnqueuedRun], any Error>

            var lane: Lane { requests.contains { $0.options.idempotencyKey != nil } ? .named : .plain }
        }

        private enum Lane: CaseIterable {
            case plain, named
        }

        private struct Traffic {
            var waiting: [Group] = []
            var underWay = 0
        }

        private struct State {
            var traffic: [Lane: Traffic] = Dictionary(uniqueKeysWithValues: Lane.allCases.map { ($0, Traffic()) })
            var latest = 0
        }

        /// Of each lane.
        private static let mostUnderWay = 2
        private static let mostRequests = 1_000
        private static let mostBytes = 4 << 20

        private let core: StoreCore
        private let state = Mutex(State())

        init(core: StoreCore) { self.core = core }

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
            let lane = group.lane
            let batch = state.withLock { state -> [Group]? in
                state.traffic[lane]!.waiting.append(group)
                guard state.traffic[lane]!.underWay < Self.mostUnderWay else { return nil }
                state.traffic[lane]!.underWay += 1
                return Self.take(lane, &state.traffic[lane]!.waiting)
            }
            if let batch { Task.detached { await self.work(batch, lane) } }
        }

        private func takeBack(_ number: Int) {
            let group = state.withLock { state -> Group? in
                for lane in Lane.allCases {
                    if let place = state.traffic[lane]!.waiting.firstIndex(where: { $0.number == number }) {
                        return state.traffic[lane]!.waiting.remove(at: place)
                    }
                }
                return nil
            }
            group?.continuation.resume(throwing: CancellationError())
        }

        /// As much of what waits as one statement shall have; a group that is larger goes alone.
        private static func take(_ lane: Lane, _ waiting: inout [Group]) -> [Group] {
            var (count, bytes, groups) = (0, 0, 0)
            for group in waiting {
                count += group.requests.count
                bytes += group.requests.reduce(0) { $0 + $1.payload.count }
                if groups > 0, lane == .named || count > mostRequests || bytes > mostBytes { break }
                groups += 1
            }
            defer { waiting.removeFirst(groups) }
            return Array(waiting.prefix(groups))
        }

        private func work(_ first: [Group], _ lane: Lane) async {
            var batch = first
            while true {
                await send(batch)
                let next = state.withLock { state -> [Group]? in
                    if state.traffic[lane]!.waiting.isEmpty {
                        state.traffic[lane]!.underWay -= 1
                        return nil
                    }
                    return Self.take(lane, &state.traffic[lane]!.waiting)
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
