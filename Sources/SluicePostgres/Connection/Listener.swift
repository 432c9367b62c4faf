#if Postgres
    import Logging

    /// Hears notifications through a connection of its own, which it makes again, for as long as it takes, whenever it
    /// is lost. Used on its loop's thread only.
    final class Listener: EventSource {
        private enum State {
            case opening
            case listening(Connection)
            /// The last attempt has failed; the next one has its time.
            case waiting(until: ContinuousClock.Instant)
            case closed
        }

        private let loop: EventLoop
        private let opener: Opener
        private let script: String
        private let probing: Probing
        private let logger: Logger
        private let onNotification: @Sendable (String, String) -> Void
        private let onListening: @Sendable () -> Void

        private var state = State.opening
        private var backoff = Backoff()
        /// When to look whether the connection is still there: one on which nothing is sent never finds out by itself.
        private var probeTime = ContinuousClock.now

        /// A server that must not write any more has nothing to tell: another one has taken over.
        private static let probe = """
            DO 'BEGIN IF current_setting(''transaction_read_only'')::boolean THEN RAISE read_only_sql_transaction; END IF; END'
            """

        struct Probing {
            let interval: Duration
            let patience: Duration
        }

        init(
            _ channels: [String], loop: EventLoop, opener: Opener, probing: Probing, logger: Logger,
            onNotification: @escaping @Sendable (String, String) -> Void, onListening: @escaping @Sendable () -> Void
        ) {
            self.loop = loop
            self.opener = opener
            script = channels.map { "LISTEN \($0.quotedForSQL);" }.joined(separator: "\n")
            self.probing = probing
            self.logger = logger
            self.onNotification = onNotification
            self.onListening = onListening
            loop.add(self)
            open()
        }

        func close() {
            if case .listening(let connection) = state { connection.close("the database is closed") }
            state = .closed
            loop.remove(self)
        }

        private func open() {
            state = .opening
            opener.open { [self] result in
                switch result {
                case .success(let connection): begin(connection)
                case .failure(let error): retry("\(error)")
                }
            }
        }

        private func begin(_ connection: Connection) {
            if case .closed = state { return connection.close("the database is closed") }
            state = .listening(connection)
            connection.onNotification = { [onNotification] in onNotification($0, $1) }
            connection.onLoss = { [unowned self] in retry($0) }
            ask(connection, script) { [self] in
                backoff.reset()
                onListening()
            }
        }

        private func ask(_ connection: Connection, _ script: String, then: @escaping () -> Void) {
            probeTime = .now + probing.interval
            connection.run(.script(script), until: .now + probing.patience) { [self] outcome in
                if case .closed = state { return }
                switch outcome {
                case .success where connection.isIdle: then()
                case .success: retry("the connection can't be used any more")
                case .failure(let error):
                    connection.close("it does not listen")
                    retry("\(error)")
                }
            }
        }

        private func retry(_ reason: String) {
            if case .closed = state { return }
            let delay = backoff.next()
            state = .waiting(until: .now + delay)
            logger.warning(
                "no notifications from the database", metadata: ["error": "\(reason)", "retry": "\(delay)"])
        }

        // MARK: Time

        var interest: EventLoop.Interest? { nil }

        func becomeReady() {}

        var wakeTime: ContinuousClock.Instant? {
            switch state {
            case .waiting(let time): time
            case .listening(let connection) where connection.isIdle: probeTime
            case .opening, .listening, .closed: nil
            }
        }

        func reachTime() {
            switch state {
            case .waiting: open()
            case .listening(let connection): ask(connection, Self.probe, then: {})
            case .opening, .closed: break
            }
        }
    }
#endif
