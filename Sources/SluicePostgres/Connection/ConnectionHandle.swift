#if Postgres
    import CSluicePQ
    import Foundation
    import Logging
    import Synchronization

    /// Owns a connection of libpq's. One thread at a time uses it: the one that makes it hands it over.
    final class ConnectionHandle: @unchecked Sendable {
        let pointer: OpaquePointer
        private let logger: Logger

        private init(_ pointer: OpaquePointer, logger: Logger) {
            self.pointer = pointer
            self.logger = logger
            let context = Unmanaged.passUnretained(self).toOpaque()
            PQsetNoticeProcessor(
                pointer,
                { context, message in
                    guard let context, let message else { return }
                    Unmanaged<ConnectionHandle>.fromOpaque(context).takeUnretainedValue().log(String(cString: message))
                }, context)
        }

        deinit { PQfinish(pointer) }

        /// Asks the server, soon, to give up what it does for this connection: nobody waits for it any more. On a thread
        /// of its own, since libpq blocks; of very many none, as when the server can't be reached.
        func cancel() {
            let isOneTooMany = Self.cancels.add(1, ordering: .relaxed).newValue > Self.mostCancels
            guard !isOneTooMany, let cancel = PQgetCancel(pointer) else {
                Self.cancels.subtract(1, ordering: .relaxed)
                return
            }
            nonisolated(unsafe) let target = cancel
            let thread = Thread {
                var message = [CChar](repeating: 0, count: 256)
                PQcancel(target, &message, Int32(message.count))
                PQfreeCancel(target)
                Self.cancels.subtract(1, ordering: .relaxed)
            }
            thread.name = "sluice-cancel"
            thread.start()
        }

        private static let cancels = Atomic(0)
        private static let mostCancels = 4

        private func log(_ notice: String) {
            logger.debug("\(notice.split(whereSeparator: \.isNewline).joined(separator: "; "))")
        }

        /// Connects on a thread of its own, since libpq blocks while it resolves names and shakes hands.
        /// - Parameters:
        ///   - isThorough: Whether to find out whether trying again is of any use, should it fail.
        ///   - done: Called on that thread.
        static func open(
            _ options: ConnectionOptions, isThorough: Bool, logger: Logger,
            done: @escaping @Sendable (Result<ConnectionHandle, DatabaseError>) -> Void
        ) {
            let thread = Thread { done(open(options, isThorough, logger)) }
            thread.name = "sluice-connect"
            thread.start()
        }

        private static func open(
            _ options: ConnectionOptions, _ isThorough: Bool, _ logger: Logger
        ) -> Result<ConnectionHandle, DatabaseError> {
            guard let pointer = options.connect() else {
                return .failure(.notSent("there is no memory for a connection"))
            }
            guard PQstatus(pointer) == CONNECTION_OK, PQsetnonblocking(pointer, 1) == 0 else {
                defer { PQfinish(pointer) }
                let message = ConnectionOptions.message(of: pointer)
                if message.hasPrefix("invalid ") || message.contains("invalid integer value") {
                    return .failure(.invalid("the connection string is wrong: \(message)"))
                }
                if PQconnectionNeedsPassword(pointer) == 1 { return .failure(.invalid(message)) }
                if isThorough, let refusal = options.refusal(), refusal.isAboutIdentity {
                    return .failure(.server(refusal))
                }
                return .failure(.notSent(message))
            }
            return .success(ConnectionHandle(pointer, logger: logger))
        }
    }
#endif
