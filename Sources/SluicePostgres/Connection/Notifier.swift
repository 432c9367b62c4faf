#if Postgres
    import Logging

    /// Sends notifications, one statement at a time: what is told again while one is under way is told once more, not
    /// as often.
    ///
    /// They are hints: one that can't be sent now is sent later. Used on its loop's thread only.
    final class Notifier {
        struct Notification: Hashable {
            let channel: String
            let payload: String
        }

        private static let statement = Statement(
            name: "notify",
            text: "SELECT pg_notify(channel, payload) FROM unnest($1, $2) AS notification(channel, payload)")

        private let pool: ConnectionPool
        private let patience: Duration
        private let logger: Logger
        private var pending: [Notification] = []
        private var isSending = false
        private var isClosed = false
        private var onDrained: (() -> Void)?

        init(pool: ConnectionPool, patience: Duration, logger: Logger) {
            self.pool = pool
            self.patience = patience
            self.logger = logger
        }

        func notify(_ notification: Notification) {
            if isClosed { return }
            guard notification.payload.utf8.count < 8_000, 1..<64 ~= notification.channel.utf8.count else {
                logger.error("a notification is too long", metadata: ["channel": "\(notification.channel.prefix(64))"])
                return
            }
            add(notification)
            send()
        }

        private func add(_ notification: Notification) {
            if !pending.contains(notification) { pending.append(notification) }
        }

        private func send() {
            if isSending { return }
            if pending.isEmpty { return drain() }
            isSending = true
            let sent = pending
            pending = []
            var parameters = Parameters()
            parameters.add(sent.lazy.map(\.channel))
            parameters.add(sent.lazy.map(\.payload))
            let bound = LoopBound(self)
            pool.submit(
                Request(
                    number: 0, command: .prepared(Self.statement, parameters), deadline: .now + patience,
                    done: { bound.value.finish(sent, $0) }))
        }

        private func finish(_ sent: [Notification], _ outcome: Result<Rows, DatabaseError>) {
            isSending = false
            switch outcome {
            case .success, .failure(.closed): break
            case .failure(.notSent), .failure(.unknown):
                let later = pending
                pending = sent
                for notification in later { add(notification) }
            case .failure(let error):
                logger.error("notifications can't be sent", metadata: ["error": "\(error)"])
            }
            send()
        }

        private func drain() {
            guard isClosed, !isSending, let onDrained else { return }
            self.onDrained = nil
            onDrained()
        }

        /// Takes no more.
        /// - Parameter drained: Called once those that were taken are sent.
        func close(drained: @escaping () -> Void) {
            isClosed = true
            onDrained = drained
            drain()
        }

        /// Gives up what is not sent yet.
        func abandon() {
            pending = []
            onDrained = nil
        }
    }
#endif
