#if Postgres
    import CSluicePQ
    import Foundation
    import Logging

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

        private func log(_ notice: String) {
            logger.debug("\(notice.split(whereSeparator: \.isNewline).joined(separator: "; "))")
        }

        /// Connects on a thread of its own, since libpq blocks while it resolves names and shakes hands.
        /// - Parameter done: Called on that thread.
        static func open(
            _ options: ConnectionOptions, logger: Logger,
            done: @escaping @Sendable (Result<ConnectionHandle, DatabaseError>) -> Void
        ) {
            let thread = Thread { done(open(options, logger)) }
            thread.name = "sluice-connect"
            thread.start()
        }

        private static func open(
            _ options: ConnectionOptions, _ logger: Logger
        ) -> Result<ConnectionHandle, DatabaseError> {
            guard let pointer = options.connect() else {
                return .failure(.notSent("there is no memory for a connection"))
            }
            guard PQstatus(pointer) == CONNECTION_OK, PQsetnonblocking(pointer, 1) == 0 else {
                defer { PQfinish(pointer) }
                return .failure(.notSent(ConnectionOptions.message(of: pointer)))
            }
            return .success(ConnectionHandle(pointer, logger: logger))
        }
    }
#endif
