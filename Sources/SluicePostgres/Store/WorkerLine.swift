#if Postgres
    import Sluice
    import Synchronization

    /// What a worker asks of the database: one thing at a time, and what gathers meanwhile together, so that a busy
    /// worker ends and claims many runs in one transaction.
    final class WorkerLine: Sendable {
        private struct Job {
            var endings: [AttemptEnding]
            var limit: Int
            var continuation: CheckedContinuation<FinishReceipt, any Error>

            /// In bytes, about.
            var size: Int {
                endings.reduce(0) { size, ending in
                    switch ending.outcome {
                    case .completed(let output): size + output.count
                    default: size
                    }
                }
            }
        }

        private struct State {
            var waiting: [Job] = []
            var isBusy = false
            /// It got less than it asked for, and wants to be told of more.
            var isHungry = false
            /// How many questions are under way.
            var asking = 0
            /// It was told that there may be more while it was asking.
            var mayHaveMissed = false
            var latestClaim: Int64 = 0
            /// Asked for, and the answer is lost: something may have been started that nobody here knows of.
            var unsettled: [Int64] = []
            /// An answer was lost: who asked may ask again for what was done.
            var mayRepeat = false

            /// What has gathered, as one; of very much, some.
            mutating func takeJobs() -> [Job] {
                var (bytes, jobs) = (0, 0)
                for job in waiting {
                    bytes += job.size
                    if jobs > 0, bytes > WorkerLine.mostBytes { break }
                    jobs += 1
                }
                defer { waiting.removeFirst(jobs) }
                return Array(waiting.prefix(jobs))
            }
        }

        private static let longestContention = Duration.seconds(5)
        private static let mostBytes = 4 << 20

        let number: Int64
        let onSignal: @Sendable (WorkerSignal) -> Void
        private let hub: Hub
        private let state = Mutex(State())

        init(number: Int64, hub: Hub, onSignal: @escaping @Sendable (WorkerSignal) -> Void) {
            self.number = number
            self.hub = hub
            self.onSignal = onSignal
        }

        /// What it is doing, for who looks why nothing happens.
        var standing: String {
            state.withLock { state in
                "hungry \(state.isHungry), busy \(state.isBusy), asking \(state.asking), waiting \(state.waiting.count)"
            }
        }

        /// Tells the worker, if it got less than it asked for.
        func mayHaveWork() {
            let isHungry = state.withLock { state in
                defer { state.isHungry = false }
                if state.asking > 0 { state.mayHaveMissed = true }
                return state.isHungry
            }
            if isHungry { onSignal(.workAvailable) }
        }

        func claim(limit: Int) async throws -> [Claim] {
            try await finish([], claiming: limit).claims
        }

        func finish(_ endings: [AttemptEnding], claiming limit: Int) async throws -> FinishReceipt {
            try await withCheckedThrowingContinuation { continuation in
                let jobs = state.withLock { state -> [Job]? in
                    state.waiting.append(Job(endings: endings, limit: limit, continuation: continuation))
                    guard !state.isBusy else { return nil }
                    state.isBusy = true
                    return state.takeJobs()
                }
                guard let jobs else { return }
                Task.detached { await self.work(jobs) }
            }
        }

        /// Makes an attempt wait; see ``RunStore/wait(_:of:for:claiming:for:)``.
        func wait(
            _ token: AttemptToken, of run: RunID, for children: [RunRequest], claiming limit: Int
        ) async throws -> WaitReceipt {
            for child in children { try child.options.validate() }
            beginAsking()
            defer { endAsking() }
            let receipt = try await asking(about: run) { database, claim, isRetry throws(DatabaseError) in
                var parameters = Parameters()
                parameters.add(number)
                parameters.add(run)
                parameters.add(Int64(bitPattern: token.rawValue))
                parameters.add(children.map { Int32(clamping: $0.child?.ordinal ?? 0) })
                parameters.add(requests: children, ticks: false)
                parameters.add(Int32(clamping: limit))
                parameters.add(claim)
                parameters.add(isRetry)
                parameters.add(hub.core.now)
                return try await database.run(Statements.wait, parameters) { rows in
                    let news = try WorkNews(rows)
                    let outcome: WaitReceipt.Outcome
                    switch news.verdicts.first ?? 0 {
                    case 1: outcome = .over(try rows.count > 1 ? RunEnding.all(rows[1]) : [])
                    case 2: outcome = .canceled
                    default: outcome = .waiting
                    }
                    let claims: [Claim] = if case .waiting = outcome { try news.claims(rows) } else { [] }
                    return (news, WaitReceipt(children: news.children, outcome: outcome, claims: claims))
                }
            }
            took(receipt.0, got: receipt.1.claims.count, of: limit)
            return receipt.1
        }

        private func beginAsking() { state.withLock { $0.asking += 1 } }

        private func endAsking() {
            state.withLock { state in
                state.asking -= 1
                if state.asking == 0 { state.mayHaveMissed = false }
            }
        }

        private func work(_ first: [Job]) async {
            var jobs = first
            while true {
                await send(jobs)
                let next = state.withLock { state -> [Job]? in
                    if state.waiting.isEmpty {
                        state.isBusy = false
                        return nil
                    }
                    return state.takeJobs()
                }
                guard let next else { return }
                jobs = next
            }
        }

        private func send(_ jobs: [Job]) async {
            beginAsking()
            defer { endAsking() }
            let endings = jobs.flatMap(\.endings)
            let wanted = jobs.reduce(0) { $0 + $1.limit }
            do {
                var (news, claims) = try await ask(endings, wanted)
                var pause = Duration.milliseconds(1)
                let end = ContinuousClock.now + Self.longestContention
                // What others have in hand right now is free in a moment, or for this worker.
                while endings.isEmpty, claims.isEmpty, wanted > 0, news.isContended, ContinuousClock.now < end,
                    state.withLock({ $0.waiting.isEmpty })
                {
                    try await Task.sleep(for: pause)
                    pause = min(pause * 2, .milliseconds(20))
                    (news, claims) = try await ask([], wanted)
                }
                var (verdicts, left) = (news.finishVerdicts[...], claims[...])
                for job in jobs {
                    let receipt = FinishReceipt(
                        verdicts: Array(verdicts.prefix(job.endings.count)), claims: Array(left.prefix(job.limit)))
                    verdicts = verdicts.dropFirst(job.endings.count)
                    left = left.dropFirst(job.limit)
                    job.continuation.resume(returning: receipt)
                }
                took(news, got: claims.count, of: wanted)
                if news.leavesRoom { hub.announceWork() }
            } catch {
                // Nothing more can be asked of one that was given up.
                if (error as? SluiceError)?.code == .staleAttempt { hub.removeWorker(number) }
                for job in jobs { job.continuation.resume(throwing: error) }
            }
        }

        private func ask(_ endings: [AttemptEnding], _ wanted: Int) async throws -> (WorkNews, [Claim]) {
            try await asking { database, claim, isRetry throws(DatabaseError) in
                var parameters = Parameters()
                parameters.add(number)
                if !endings.isEmpty { parameters.add(endings: endings) }
                parameters.add(Int32(clamping: wanted))
                parameters.add(claim)
                if !endings.isEmpty { parameters.add(isRetry) }
                parameters.add(hub.core.now)
                return try await database.run(endings.isEmpty ? Statements.claim : Statements.finish, parameters) {
                    rows in
                    let news = try WorkNews(rows)
                    return (news, try news.claims(rows))
                }
            }
        }

        /// Asks under a number of its own each time. What was asked under another one and has lost its answer is taken
        /// back first.
        private func asking<Answer>(
            about run: RunID? = nil,
            _ ask: (TimedDatabase, _ claim: Int64, _ isRetry: Bool) async throws(DatabaseError) -> Answer
        ) async throws -> Answer {
            try await hub.core.ask(about: run) { database, isRetry throws(DatabaseError) in
                try await settle(database)
                let (claim, mayRepeat) = state.withLock { state in
                    state.latestClaim += 1
                    return (state.latestClaim, state.mayRepeat)
                }
                do throws(DatabaseError) {
                    return try await ask(database, claim, isRetry || mayRepeat)
                } catch {
                    if error.mayBeExecuted {
                        state.withLock { state in
                            state.unsettled.append(claim)
                            state.mayRepeat = true
                        }
                    }
                    throw error
                }
            }
        }

        private func settle(_ database: TimedDatabase) async throws(DatabaseError) {
            let claims = state.withLock { $0.unsettled }
            if claims.isEmpty { return }
            var parameters = Parameters()
            parameters.add(number)
            parameters.add(claims)
            parameters.add(hub.core.now)
            _ = try await database.run(Statements.forgetClaims, parameters)
            state.withLock { $0.unsettled.removeAll { claims.contains($0) } }
        }

        /// Takes note of what an answer says beside the claims.
        private func took(_ news: WorkNews, got: Int, of wanted: Int) {
            hub.ring(after: news.nextWake)
            let isToldAgain = state.withLock { state in
                guard got < wanted else { return false }
                if state.mayHaveMissed || news.isContended { return true }
                state.isHungry = true
                return false
            }
            if isToldAgain { onSignal(.workAvailable) }
        }
    }
#endif
