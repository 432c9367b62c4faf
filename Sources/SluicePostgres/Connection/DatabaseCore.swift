#if Postgres
    import Logging

    /// The parts of a database that share its loop. Used on that thread only.
    final class DatabaseCore: EventSource {
        private let loop: EventLoop
        private let opener: Opener
        private let logger: Logger
        private let probing: Listener.Probing
        let pool: ConnectionPool
        let notifier: Notifier
        private var listeners: [Listener] = []
        private var closing: Closing?

        private struct Closing {
            /// When what is not done by then is given up.
            let deadline: ContinuousClock.Instant
            var isPoolClosed = false
        }

        init(loop: EventLoop, options: ConnectionOptions, configuration: Database.Configuration, logger: Logger) {
            self.loop = loop
            self.logger = logger
            opener = Opener(
                loop: loop, options: options, setup: configuration.setup, patience: configuration.deadline,
                logger: logger)
            pool = ConnectionPool(loop: loop, opener: opener, maximumCount: configuration.poolSize, logger: logger)
            notifier = Notifier(pool: pool, patience: configuration.deadline, logger: logger)
            probing = Listener.Probing(interval: configuration.probeInterval, patience: configuration.deadline)
        }

        /// What comes first on the loop's thread.
        func start() {
            loop.add(self)
            loop.add(pool)
        }

        func submit(_ request: Request) {
            guard closing == nil else { return request.done(.failure(.closed)) }
            pool.submit(request)
        }

        func listen(
            _ channels: [String], onNotification: @escaping @Sendable (String, String) -> Void,
            onListening: @escaping @Sendable () -> Void
        ) {
            guard closing == nil else { return }
            listeners.append(
                Listener(
                    channels, loop: loop, opener: opener, probing: probing, logger: logger,
                    onNotification: onNotification, onListening: onListening))
        }

        // MARK: The end

        func close(within patience: Duration) {
            guard closing == nil else { return }
            closing = Closing(deadline: .now + patience)
            for listener in listeners { listener.close() }
            listeners = []
            pool.failWaiting()
            notifier.close { [unowned self] in closePool() }
            // Where there is no connection now, none is waited for.
            if !pool.isConnected { giveUpNotifications() }
        }

        private func giveUpNotifications() {
            notifier.abandon()
            closePool()
        }

        private func closePool() {
            guard closing?.isPoolClosed == false else { return }
            closing?.isPoolClosed = true
            pool.close { [unowned self] in
                opener.close { [unowned self] in end() }
            }
        }

        private func end() {
            loop.remove(self)
            loop.stop()
        }

        var interest: EventLoop.Interest? { nil }

        func becomeReady() {}

        var wakeTime: ContinuousClock.Instant? { closing?.deadline }

        func reachTime() {
            giveUpNotifications()
            pool.abandon()
            // Connections that are still being made are closed once they are there.
            end()
        }
    }
#endif
