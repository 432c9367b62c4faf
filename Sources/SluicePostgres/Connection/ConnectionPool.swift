#if Postgres
    import DequeModule
    import Logging

    /// Gives a few connections to many requests, first come, first served. Used on its loop's thread only.
    final class ConnectionPool: EventSource {
        /// How much later than its deadline a request may be told, which spares looking at all of them for each.
        private static let grain = Duration.milliseconds(10)

        private let loop: EventLoop
        private let opener: Opener
        private let maximumCount: Int
        private let logger: Logger

        private var waiters = Deque<Request>()
        /// The one that was used last is used first.
        private var idle: [Connection] = []
        private var busy: [ObjectIdentifier: Connection] = [:]
        private var openingCount = 0

        private var backoff = Backoff()
        /// When the next connection may be tried after one that failed.
        private var retryTime: ContinuousClock.Instant?
        private var lastFailure: String?
        /// When to look for waiters whose time is up.
        private var lookTime: ContinuousClock.Instant?
        /// Called once it has nothing to do any more; no requests are taken then.
        private var onDrained: (() -> Void)?
        private var isClosed = false

        init(loop: EventLoop, opener: Opener, maximumCount: Int, logger: Logger) {
            self.loop = loop
            self.opener = opener
            self.maximumCount = maximumCount
            self.logger = logger
        }

        /// Whether there is a connection now.
        var isConnected: Bool { !idle.isEmpty || !busy.isEmpty }

        /// How many requests wait for a connection, and for an answer.
        var load: (waiting: Int, sent: Int) { (waiters.count, busy.count) }

        func submit(_ request: Request) {
            guard !isClosed else { return request.done(.failure(.closed)) }
            if request.isUrgent { waiters.prepend(request) } else { waiters.append(request) }
            lookTime = min(lookTime ?? request.deadline, request.deadline)
            serve()
        }

        /// Takes a request back that has no connection yet.
        func cancel(_ number: UInt64) {
            guard let place = waiters.firstIndex(where: { $0.number == number }) else { return }
            waiters.remove(at: place).done(.failure(.cancelled))
        }

        // MARK: Connections

        private func serve() {
            while !idle.isEmpty, let request = waiters.popFirst() {
                // What nobody waits for any more must not cost a connection.
                if request.deadline <= .now {
                    request.done(.failure(expired))
                } else {
                    start(request, on: idle.removeLast())
                }
            }
            let isTrying = backoff.failures > 0
            // While none can be made, one attempt at a time finds out when that is over.
            let room = (isTrying ? 1 : maximumCount) - openingCount
            let most = waiters.first?.isUrgent == true ? maximumCount + 1 : maximumCount
            let wanted = min(room, most - idle.count - busy.count - openingCount, waiters.count - openingCount)
            guard wanted > 0, retryTime == nil else { return }
            for _ in 0..<wanted {
                openingCount += 1
                opener.open(isThorough: waiters.contains(where: \.isImpatient)) { [unowned self] in opened($0) }
            }
        }

        private func opened(_ result: Result<Connection, DatabaseError>) {
            openingCount -= 1
            switch result {
            case .success(let connection):
                if isClosed { return connection.close("the database is closed") }
                backoff.reset()
                lastFailure = nil
                connection.onLoss = { [unowned self, unowned connection] in forget(connection, $0) }
                idle.append(connection)
            case .failure(let error):
                if isClosed { return }
                lastFailure = "\(error)"
                // Several attempts that fail together count once.
                if retryTime == nil {
                    let delay = backoff.next()
                    retryTime = .now + delay
                    logger.warning(
                        "no connection to the database", metadata: ["error": "\(error)", "retry": "\(delay)"])
                }
                for request in waiters where request.isImpatient { request.done(.failure(error)) }
                waiters.removeAll(where: \.isImpatient)
            }
            serve()
        }

        private func forget(_ connection: Connection, _ reason: String) {
            idle.removeAll { $0 === connection }
            logger.debug("an idle connection to the database was lost", metadata: ["error": "\(reason)"])
        }

        // MARK: Requests

        private func start(_ request: Request, on connection: Connection) {
            busy[ObjectIdentifier(connection)] = connection
            let begin = ContinuousClock.now
            let end = request.answerTime.map { .now + $0 } ?? request.deadline
            connection.run(request.command, until: end) { [unowned self] outcome in
                busy[ObjectIdentifier(connection)] = nil
                if connection.isSilent { closeIdle(notHeardSince: begin) }
                if isClosed {
                    connection.close("the database is closed")
                } else if connection.isIdle, idle.count + busy.count < maximumCount {
                    idle.append(connection)
                } else if connection.isIdle {
                    connection.close("it was one more than there may be")
                }
                if case .failure(.notSent(let reason)) = outcome, !isClosed, request.deadline > .now {
                    // Another connection may do; not at once, since a server may accept many that it then closes.
                    lastFailure = reason
                    retryTime = retryTime ?? .now + Backoff.first
                    waiters.prepend(request)
                    lookTime = min(lookTime ?? request.deadline, request.deadline)
                } else {
                    request.done(outcome)
                }
                if isClosed { drain() } else { serve() }
            }
        }

        /// Where one gets no answer, as when the other side is gone without a word, the others are not tried one after
        /// the other.
        private func closeIdle(notHeardSince time: ContinuousClock.Instant) {
            let silent = idle.filter { $0.lastHeard < time }
            idle.removeAll { $0.lastHeard < time }
            for connection in silent { connection.close("another one got no answer") }
        }

        // MARK: Time

        var interest: EventLoop.Interest? { nil }

        func becomeReady() {}

        var wakeTime: ContinuousClock.Instant? {
            guard !waiters.isEmpty else { return nil }
            guard let retryTime, let lookTime else { return retryTime ?? lookTime }
            return min(retryTime, lookTime)
        }

        func reachTime() {
            let now = ContinuousClock.now
            if let time = retryTime, time <= now {
                retryTime = nil
                serve()
            }
            if let time = lookTime, time <= now { failExpired(now) }
        }

        private func failExpired(_ now: ContinuousClock.Instant) {
            let late = waiters.filter { $0.deadline <= now }
            waiters.removeAll { $0.deadline <= now }
            lookTime = waiters.lazy.map(\.deadline).min().map { max($0, now + Self.grain) }
            for request in late { request.done(.failure(expired)) }
        }

        private var expired: DatabaseError {
            .notSent(lastFailure.map { "no connection could be made in time: \($0)" } ?? "all connections were in use")
        }

        // MARK: The end

        /// Takes no more requests, fails those that wait, and lets what was sent come to its end.
        /// - Parameter drained: Called once that is so.
        func close(drained: @escaping () -> Void) {
            isClosed = true
            onDrained = drained
            failWaiting()
            for connection in idle { connection.close("the database is closed") }
            idle = []
            drain()
        }

        func failWaiting() {
            let waiting = waiters
            waiters = []
            for request in waiting { request.done(.failure(.closed)) }
        }

        /// Gives up what has no answer yet.
        func abandon() {
            for connection in Array(busy.values) {
                connection.close("the database was closed before there was an answer")
            }
        }

        private func drain() {
            guard busy.isEmpty, let onDrained else { return }
            self.onDrained = nil
            loop.remove(self)
            onDrained()
        }
    }
#endif
