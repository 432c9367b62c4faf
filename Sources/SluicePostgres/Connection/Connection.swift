#if Postgres
    import CSluicePQ

    /// A connection that does one command at a time. Used on its loop's thread only.
    final class Connection: EventSource {
        typealias Outcome = Result<Rows, DatabaseError>

        private let loop: EventLoop
        /// `nil` once it is closed.
        private var handle: ConnectionHandle?
        private var work: Work?
        private var wantsToWrite = false
        /// Under which name the server knows a statement, and the types of its parameters.
        private var prepared: [String: (name: String, types: [UInt32])] = [:]
        private var preparedCount = 0
        /// Whether nothing more is to be asked through it, though it is open.
        private var isWornOut = false
        /// When something came last.
        private(set) var lastHeard = ContinuousClock.now
        /// Whether it was given up because nothing came.
        private(set) var isSilent = false

        /// Called when it is lost while it does nothing.
        var onLoss: ((String) -> Void)?
        /// Called with a channel and a payload.
        var onNotification: ((String, String) -> Void)?

        init(_ handle: ConnectionHandle, loop: EventLoop) {
            self.handle = handle
            self.loop = loop
            loop.add(self)
        }

        /// Whether it can do another command.
        var isIdle: Bool { handle != nil && work == nil && !isWornOut }

        /// Does a command.
        /// - Parameters:
        ///   - deadline: When an answer is given up, and the connection with it.
        ///   - done: Called once. A failure that is ``DatabaseError/notSent(_:)`` leaves a closed connection behind.
        func run(
            _ command: Command, until deadline: ContinuousClock.Instant, done: @escaping (Outcome) -> Void
        ) {
            precondition(isIdle, "a connection does one command at a time")
            work = Work(command: command, deadline: deadline, done: done)
            send()
        }

        /// Ends it. What it does is failed, and may be executed.
        func close(_ reason: String) {
            guard handle != nil else { return }
            loop.remove(self)
            handle = nil
            guard let work = take() else { return }
            work.done(.failure(work.failure(reason)))
        }

        private func take() -> Work? {
            defer { work = nil }
            return work
        }

        // MARK: Sending

        private func send() {
            guard let connection = handle?.pointer, let work else { return }
            let isTaken: Bool
            switch work.command {
            case .script(let text):
                self.work?.isSent = true
                isTaken = PQsendQuery(connection, text) == 1
            case .prepared(let statement, let parameters):
                if let known = prepared[statement.name] {
                    guard known.types == parameters.types else {
                        return finish(.failure(.invalid("'\(statement.name)' has other types of parameters elsewhere")))
                    }
                    self.work?.isSent = true
                    isTaken = parameters.withArguments {
                        PQsendQueryPrepared(connection, known.name, $0.count, $0.values, $0.lengths, $0.formats, 1) == 1
                    }
                } else {
                    preparedCount += 1
                    let name = "\(statement.name)_\(preparedCount)"
                    let types = parameters.types
                    self.work?.preparing = (name, types)
                    isTaken = PQsendPrepare(connection, name, statement.text, Int32(clamping: types.count), types) == 1
                }
            }
            guard isTaken else { return lose(message) }
            flush()
        }

        private func flush() {
            guard let connection = handle?.pointer else { return }
            let left = PQflush(connection)
            wantsToWrite = left == 1
            if left < 0 { lose(message) }
        }

        private var message: String {
            guard let connection = handle?.pointer else { return "the connection is closed" }
            let message = ConnectionOptions.message(of: connection)
            return message.isEmpty ? "the connection is lost" : message
        }

        // MARK: Events

        var interest: EventLoop.Interest? {
            guard let connection = handle?.pointer else { return nil }
            return EventLoop.Interest(descriptor: PQsocket(connection), wantsToWrite: wantsToWrite)
        }

        var wakeTime: ContinuousClock.Instant? { work?.deadline }

        func reachTime() {
            isSilent = true
            if work?.isSent == true { handle?.cancel() }
            lose("there was no answer in time")
        }

        func becomeReady() {
            guard let connection = handle?.pointer else { return }
            lastHeard = .now
            guard PQconsumeInput(connection) == 1 else { return lose(message) }
            // What of a record did not fit stays with the library that deciphered it, where no socket shows it. The room
            // that libpq makes is half of the largest record.
            if PQsslInUse(connection) == 1 || PQgssEncInUse(connection) == 1 {
                guard PQconsumeInput(connection) == 1 else { return lose(message) }
            }
            if wantsToWrite { flush() }
            receive()
            // Those that came with an answer, too.
            hearNotifications()
        }

        private func hearNotifications() {
            while let connection = handle?.pointer, let notification = PQnotifies(connection) {
                let channel = String(cString: notification.pointee.relname)
                let payload = String(cString: notification.pointee.extra)
                PQfreemem(notification)
                onNotification?(channel, payload)
            }
        }

        private func receive() {
            while let connection = handle?.pointer, work != nil, PQisBusy(connection) == 0 {
                guard let result = PQgetResult(connection) else {
                    completeStep()
                    continue
                }
                switch PQresultStatus(result) {
                case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                    work?.rows = Rows(QueryResult(result))
                case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                    PQclear(result)
                    return lose("COPY is not spoken here")
                default:
                    // Without a code it is what libpq says of a lost connection, which its status will tell.
                    if let error = ServerError(result) { work?.error = error }
                    PQclear(result)
                }
            }
        }

        /// The server has answered what was sent last, and waits for more.
        private func completeStep() {
            guard let connection = handle?.pointer, var step = work else { return }
            guard PQstatus(connection) == CONNECTION_OK else { return lose(message) }
            if PQtransactionStatus(connection) != PQTRANS_IDLE || step.error?.isAboutServer == true { isWornOut = true }
            if let error = step.error {
                if error.isAboutPreparing, case .prepared(let statement, _) = step.command, step.isSent,
                    !step.isSecondTry
                {
                    prepared[statement.name] = nil
                    work = Work(again: step)
                    return send()
                }
                return finish(.failure(step.failure(error)))
            }
            if let preparing = step.preparing, case .prepared(let statement, _) = step.command {
                prepared[statement.name] = preparing
                (step.preparing, step.rows) = (nil, nil)
                work = step
                return send()
            }
            guard let rows = step.rows else { return lose("the server has answered nothing") }
            finish(.success(rows))
        }

        private func finish(_ outcome: Outcome) {
            guard let work = take() else { return }
            if isWornOut { close("it is worn out") }
            work.done(outcome)
        }

        private func lose(_ reason: String) {
            guard handle != nil else { return }
            loop.remove(self)
            handle = nil
            guard let work = take() else {
                onLoss?(reason)
                return
            }
            work.done(.failure(work.error.map(work.failure) ?? work.failure(reason)))
        }
    }
#endif
