#if Postgres
    import SluicePostgresTestSupport

    /// Looks at the store's tables all the time, whether they are right after every transaction.
    actor BooksWatch {
        private let connection: String
        private var session: Session?
        private(set) var looks = 0
        private(set) var problems: [String] = []
        private var task: Task<Void, Never>?

        init(_ connection: String) { self.connection = connection }

        func start() {
            task = Task {
                while !Task.isCancelled {
                    await look()
                    try? await Task.sleep(for: .milliseconds(50))
                }
            }
        }

        func stop() async {
            task?.cancel()
            await task?.value
        }

        private func look() async {
            do {
                if session == nil { session = try await Session(connection, setup: "SET search_path TO sluice") }
                let found = try await session!.run(Books.problems())
                looks += 1
                problems += found.compactMap { $0[0] }
            } catch {
                // The server is away, or has ended the connection, as it is made to; or there is no schema yet.
                session = nil
            }
        }
    }
#endif
