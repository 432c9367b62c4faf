#if Postgres
    import Foundation
    import Logging
    import Sluice
    import Synchronization

    /// A PostgreSQL database, through a few connections that any number of tasks share.
    ///
    /// ```swift
    /// let database = try Database(connectionString: "postgres://localhost/shop", logger: logger)
    /// var parameters = Parameters()
    /// parameters.add("mail")
    /// let count: Int64 = try await database.run(countRuns, parameters) { try $0[0].value(0) }
    /// await database.close()
    /// ```
    ///
    /// Connections are made when they are needed and kept; those that are lost are replaced. No call blocks a thread.
    final class Database: Sendable {
        struct Configuration: Sendable {
            /// The most connections at once, without those that listen.
            var poolSize = 6
            /// How long a request may take, with the time that it waits for a connection, unless it says otherwise.
            var deadline = Duration.seconds(30)
            /// SQL that each connection begins with, such as `SET`; may be empty.
            var setup = ""
            /// How often a connection that hears nothing is asked whether it is still there.
            var probeInterval = Duration.seconds(15)
        }

        private let configuration: Configuration
        let loop: EventLoop
        let core: LoopBound<DatabaseCore>
        private let lastNumber = Atomic<UInt64>(0)

        /// Connects to nothing yet.
        /// - Parameter connectionString: All that libpq takes: a URL, keywords and values, or the name of a
        ///   database. What it leaves open, libpq takes from the environment (`PGHOST`, …) and its service file.
        /// - Throws: ``DatabaseError/invalid(_:)`` for a string that libpq does not understand.
        init(
            connectionString: String, configuration: Configuration = Configuration(), logger: Logger
        ) throws(DatabaseError) {
            let options = try ConnectionOptions(connectionString)
            let loop = try EventLoop(name: "sluice-postgres")
            self.loop = loop
            self.configuration = configuration
            core = LoopBound(
                DatabaseCore(loop: loop, options: options, configuration: configuration, logger: logger))
            loop.post { [core] in core.value.start() }
        }

        deinit {
            loop.post { [core] in core.value.close(within: .zero) }
            // What connects meanwhile still speaks to it.
            loop.whenEnded { [core] in withExtendedLifetime(core) {} }
        }

        /// Looks whether the database can be reached, by one attempt.
        /// - Throws: ``DatabaseError/notSent(_:)`` with the reason if it can't; ``DatabaseError/server(_:)`` if it could,
        ///   and will always be refused; ``DatabaseError/invalid(_:)`` for options that libpq does not take.
        func connect() async throws(DatabaseError) {
            _ = try await answer(to: .script(""), within: configuration.deadline, isImpatient: true)
        }

        /// Runs a statement. Cancelling the task takes it back until it is sent; then it runs to its end.
        /// - Parameters:
        ///   - deadline: How long it may take, if not what the database's configuration says.
        ///   - answerTime: How long the answer may take once it is sent, if it need not be there by the deadline: then
        ///     that says how long it may wait for a connection.
        ///   - isUrgent: Whether it goes before all others that wait for a connection, and has one more than there may
        ///     be where they have them all.
        ///   - read: Called on the caller's task with the answer.
        /// - Throws: ``DatabaseError``, which says whether the statement may have been executed.
        func run<Value>(
            _ statement: Statement, _ parameters: Parameters = Parameters(), within deadline: Duration? = nil,
            answeredWithin answerTime: Duration? = nil, isUrgent: Bool = false, read: (Rows) throws -> Value
        ) async throws(DatabaseError) -> Value {
            guard parameters.size <= Parameters.maximumSize else {
                throw .invalid("the parameters of '\(statement.name)' take \(parameters.size) bytes, which is too much")
            }
            let rows = try await answer(
                to: .prepared(statement, parameters), within: deadline ?? configuration.deadline,
                answeredWithin: answerTime, isUrgent: isUrgent)
            do {
                return try read(rows)
            } catch let error as DatabaseError {
                throw error
            } catch {
                throw .unreadable("\(statement.name): \(error)")
            }
        }

        /// Runs a statement.
        /// - Returns: Its answer, to be read by whoever asks.
        func run(
            _ statement: Statement, _ parameters: Parameters = Parameters(), within deadline: Duration? = nil
        ) async throws(DatabaseError) -> Rows {
            try await run(statement, parameters, within: deadline) { $0 }
        }

        /// Runs several statements, as one transaction unless they say otherwise.
        /// - Throws: ``DatabaseError``.
        func script(_ text: String, within deadline: Duration? = nil) async throws(DatabaseError) {
            _ = try await answer(to: .script(text), within: deadline ?? configuration.deadline)
        }

        private func answer(
            to command: Command, within deadline: Duration, answeredWithin answerTime: Duration? = nil,
            isImpatient: Bool = false, isUrgent: Bool = false
        ) async throws(DatabaseError) -> Rows {
            let number = lastNumber.add(1, ordering: .relaxed).newValue
            let deadline = ContinuousClock.now + deadline
            let result = await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let request = Request(
                        number: number, command: command, deadline: deadline, answerTime: answerTime,
                        isImpatient: isImpatient, isUrgent: isUrgent
                    ) {
                        continuation.resume(returning: $0)
                    }
                    if !loop.post({ [core] in core.value.submit(request) }) { request.done(.failure(.closed)) }
                    // If it was cancelled before, the handler came too early.
                    if Task.isCancelled { cancel(number) }
                }
            } onCancel: {
                cancel(number)
            }
            return try result.get()
        }

        private func cancel(_ number: UInt64) {
            loop.post { [core] in core.value.pool.cancel(number) }
        }

        // MARK: Notifications

        /// Hears notifications until the database is closed, whatever happens to the connection.
        /// - Parameters:
        ///   - onNotification: Called with a channel and a payload, on a thread that must not be kept.
        ///   - onListening: Called whenever it begins to hear, the first time and each time after it could not:
        ///     something may have been missed.
        func listen(
            _ channels: [String], onNotification: @escaping @Sendable (String, String) -> Void,
            onListening: @escaping @Sendable () -> Void
        ) {
            loop.post { [core] in
                core.value.listen(channels, onNotification: onNotification, onListening: onListening)
            }
        }

        /// Notifies whoever listens, soon. What is told again before it was sent is sent once.
        /// - Parameters:
        ///   - channel: At most 63 bytes.
        ///   - payload: At most 7,999 bytes.
        func notify(channel: String, payload: String) {
            loop.post { [core] in core.value.notifier.notify(.init(channel: channel, payload: payload)) }
        }

        // MARK: The end

        /// Refuses what is asked from now on, lets what was sent come to its end, and returns once no connection and no
        /// thread is left.
        ///
        /// A connection that is just being made may outlive this: libpq can't be interrupted then. It is closed as soon
        /// as it is there.
        /// - Parameter patience: How long what was sent may take; then it is given up.
        func close(within patience: Duration = .seconds(2)) async {
            loop.post { [core] in core.value.close(within: patience) }
            await withCheckedContinuation { continuation in loop.whenEnded { continuation.resume() } }
        }
    }
#endif
