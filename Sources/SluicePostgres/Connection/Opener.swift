#if Postgres
    import Logging

    /// Makes connections that are ready for use. Used on its loop's thread only.
    final class Opener {
        typealias Done = (Result<Connection, DatabaseError>) -> Void

        private let loop: EventLoop
        private let options: ConnectionOptions
        private let setup: String
        private let patience: Duration
        private let logger: Logger
        private var waiting: [Int: Done] = [:]
        private var beingSetUp: [Int: Connection] = [:]
        private var count = 0
        private var onDrained: (() -> Void)?

        /// - Parameters:
        ///   - setup: What each connection does first, such as `SET`; may be empty.
        ///   - patience: How long that may take.
        init(loop: EventLoop, options: ConnectionOptions, setup: String, patience: Duration, logger: Logger) {
            self.loop = loop
            self.options = options
            self.setup = setup
            self.patience = patience
            self.logger = logger
        }

        /// - Parameter isThorough: Whether to find out whether trying again is of any use, should it fail.
        func open(isThorough: Bool = false, _ done: @escaping Done) {
            count += 1
            let number = count
            waiting[number] = done
            let bound = LoopBound(self)
            ConnectionHandle.open(options, isThorough: isThorough, logger: logger) { [loop] result in
                // A loop that has stopped lets go of it, which closes it.
                loop.post { bound.value.opened(number, result) }
            }
        }

        private func opened(_ number: Int, _ result: Result<ConnectionHandle, DatabaseError>) {
            switch result {
            case .failure(let error): finish(number, .failure(error))
            case .success where onDrained != nil: finish(number, .failure(.closed))
            case .success(let handle):
                let connection = Connection(handle, loop: loop)
                beingSetUp[number] = connection
                connection.run(.script(setup), until: .now + patience) { [self] outcome in
                    beingSetUp[number] = nil
                    switch outcome {
                    case .success where connection.isIdle: finish(number, .success(connection))
                    case .success: finish(number, .failure(.notSent("the setup leaves a transaction open")))
                    case .failure(let error):
                        connection.close("its setup failed")
                        finish(number, .failure(.notSent("setting up a connection failed: \(error)")))
                    }
                }
            }
        }

        private func finish(_ number: Int, _ result: Result<Connection, DatabaseError>) {
            waiting.removeValue(forKey: number)?(result)
            if waiting.isEmpty, let onDrained { onDrained() }
        }

        /// Makes no connection ready any more.
        /// - Parameter drained: Called once none is being made.
        func close(drained: @escaping () -> Void) {
            onDrained = drained
            for connection in beingSetUp.values { connection.close("the database is closed") }
            if waiting.isEmpty { drained() }
        }
    }
#endif
