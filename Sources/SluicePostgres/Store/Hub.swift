#if Postgres
    import Logging
    import Sluice
    import Synchronization

    /// What a process knows of its own workers and callers: whom to tell what the database, or another process, has to
    /// say.
    final class Hub: Sendable {
        private struct State {
            var workers: [WorkerID: WorkerLine] = [:]
            var isClosed = false
        }

        let core: StoreCore
        let lease: Duration
        let watchers: Watchers
        private let id: Int64
        private let everyone: String
        private let own: String
        private let state = Mutex(State())
        private let alarm: Mutex<Alarm?> = Mutex(nil)
        private let looking = Mutex(Looking.no)

        private static let shortestDelay = Duration.milliseconds(20)

        private enum Looking { case no, yes, andAgain }

        static func make(core: StoreCore, lease: Duration) async throws -> Hub {
            try await core.ask { database, _ throws(DatabaseError) in
                try await database.run(Statements.newHub) { rows in
                    Hub(
                        core: core, lease: lease, id: try rows[0].value(0), everyone: try rows[0].value(1),
                        own: try rows[0].value(2))
                }
            }
        }

        private init(core: StoreCore, lease: Duration, id: Int64, everyone: String, own: String) {
            self.core = core
            self.lease = lease
            watchers = Watchers(core: core, hub: id)
            self.id = id
            self.everyone = everyone
            self.own = own
        }

        func start() {
            alarm.withLock {
                $0 = Alarm(time: core.time) { [weak self] _ in
                    self?.lookSoon()
                    return nil
                }
            }
            core.database.listen(
                [everyone, own], onNotification: { [weak self] _, payload in self?.hear(payload) },
                onListening: { [weak self] in self?.lookSoon() })
        }

        func close() {
            let left = state.withLock { state in
                state.isClosed = true
                // They refer to this.
                defer { state.workers = [:] }
                return state.workers.values
            }
            for line in left { line.onSignal(.failed(SluiceError(.storeFailed, "the store was closed"))) }
            alarm.withLock { $0 = nil }
            watchers.close()
        }

        // MARK: Workers

        func openWorker(
            tasks: Set<String>?, onSignal: @escaping @Sendable (WorkerSignal) -> Void
        ) async throws -> WorkerID {
            let number = try await core.ask { database, _ throws(DatabaseError) in
                var parameters = Parameters()
                parameters.add(id)
                if let tasks { parameters.add(tasks.sorted()) } else { parameters.addNullArray(of: String.self) }
                parameters.add(lease.wholeMicroseconds)
                parameters.add(core.now)
                return try await database.run(Statements.openWorker, parameters) { try $0[0].value(0, as: Int64.self) }
            }
            let worker = WorkerID(rawValue: UInt64(bitPattern: number))
            let line = WorkerLine(number: number, hub: self, onSignal: onSignal)
            state.withLock { $0.workers[worker] = line }
            return worker
        }

        /// - Throws: ``SluiceError`` with `staleAttempt` for a worker of another process, or one that has left: of it
        ///   nothing can be asked. With `storeFailed` if the store was closed.
        func line(of worker: WorkerID) throws -> WorkerLine {
            let (line, isClosed) = state.withLock { ($0.workers[worker], $0.isClosed) }
            if let line { return line }
            if isClosed { throw SluiceError(.storeFailed, "the store was closed") }
            throw SluiceError(.staleAttempt, "the worker was given up, or has left; open it again")
        }

        /// Those of this process.
        var lines: [WorkerLine] { state.withLock { Array($0.workers.values) } }

        func removeWorker(_ number: Int64) { removeWorker(WorkerID(rawValue: UInt64(bitPattern: number))) }

        func removeWorker(_ worker: WorkerID) { state.withLock { _ = $0.workers.removeValue(forKey: worker) } }

        /// Something that a worker of this process, or of another one, may be waiting for.
        func announceWork() {
            signalWork()
            core.database.notify(channel: everyone, payload: "w")
        }

        /// Tells the workers here that got less than they asked for.
        func signalWork() {
            for line in lines { line.mayHaveWork() }
        }

        /// The database has something to do by itself after a while, counted from now.
        func ring(after delay: Int64?) {
            guard let delay else { return }
            // What is due already is in somebody's hands, or this process's look at it is on its way.
            alarm.withLock { $0?.ring(at: core.time.now + max(.microseconds(delay), Self.shortestDelay)) }
        }

        // MARK: What is heard

        private func hear(_ payload: String) {
            let words = payload.split(separator: " ")
            switch words.first {
            case "w":
                signalWork()
            case "r" where words.count == 2:
                if let line = line(words[1]) { line.mayHaveWork() }
            case "e" where words.count == 2:
                if let run = RunID(String(words[1])) { watchers.mayHaveEnded(run) }
            case "c", "e":
                // What is to stop, the database says: anybody may notify.
                lookSoon()
            default:
                core.logger.debug("a notification of another version", metadata: ["payload": "\(payload)"])
            }
        }

        private func line(_ number: Substring) -> WorkerLine? {
            Int64(number).flatMap(line)
        }

        private func line(_ number: Int64) -> WorkerLine? {
            state.withLock { $0.workers[WorkerID(rawValue: UInt64(bitPattern: number))] }
        }

        // MARK: What is looked for

        /// Looks what has become due, and at what may have been missed. One look at a time; whoever wants one meanwhile
        /// gets another afterwards, with all others who do.
        func lookSoon() {
            let isFirst = looking.withLock { looking in
                defer { looking = looking == .no ? .yes : .andAgain }
                return looking == .no
            }
            guard isFirst else { return }
            Task.detached { [weak self] in
                var goesOn = true
                while goesOn, let self {
                    await look()
                    goesOn = looking.withLock { looking in
                        defer { looking = looking == .andAgain ? .yes : .no }
                        return looking == .andAgain
                    }
                }
            }
        }

        func look() async {
            do {
                let delay = try await core.ask { database, _ throws(DatabaseError) in
                    var parameters = Parameters()
                    parameters.add(core.now)
                    return try await database.run(Statements.advance, parameters) {
                        try $0[0].optional(0, as: Int64.self)
                    }
                }
                ring(after: delay)
                signalWork()
                try await lookForCancellations()
                try await watchers.look()
            } catch {
                core.logger.debug("looking for what is due failed", metadata: ["error": "\(error)"])
            }
        }

        /// Tells workers of cancellations that they may not have heard of.
        private func lookForCancellations() async throws {
            if state.withLock({ $0.workers.isEmpty }) { return }
            let found = try await core.ask { database, _ throws(DatabaseError) in
                var parameters = Parameters()
                parameters.add(id)
                return try await database.run(Statements.cancellations, parameters) { rows in
                    try rows.map { row in
                        (
                            worker: try row.value(0, as: Int64.self), run: try row.value(1, as: RunID.self),
                            token: AttemptToken(rawValue: UInt64(bitPattern: try row.value(2, as: Int64.self)))
                        )
                    }
                }
            }
            for attempt in found { line(attempt.worker)?.onSignal(.cancel(attempt.run, attempt.token)) }
        }
    }
#endif
