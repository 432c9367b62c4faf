#if SQLite
    import GRDB
    public import Sluice

    /// Looks at a store's file, also beside the process that owns it: it sees what is written, changes nothing, and is in nobody's way.
    ///
    /// ```swift
    /// let reader = try SQLiteStoreReader(path: "sluice.db")
    /// for queue in try await reader.snapshot().queues { print(queue.name, queue.executing, queue.queued) }
    /// ```
    ///
    /// It rebuilds in memory what the owner has there, so it takes as long as opening the store does: about a second for a million runs.
    public final class SQLiteStoreReader: RunViewer {
        private let pool: DatabasePool
        private let viewer: SQLiteViewer
        private let path: String
        private let time: any TimeSource

        /// Opens a file that there is.
        /// - Throws: ``SluiceError`` with `storeFailed` if it can't be read, is damaged, no store, or was written by a newer version.
        public init(path: String, time: any TimeSource = SystemTime()) throws(SluiceError) {
            do {
                var configuration = Configuration()
                configuration.readonly = true
                configuration.label = "sluice-reader"
                configuration.busyMode = .timeout(5)
                pool = try DatabasePool(path: path, configuration: configuration)
                try pool.read { try Schema.check($0, path: path, isWritable: false) }
            } catch {
                throw storeFailure(path, error)
            }
            viewer = SQLiteViewer(reader: pool, path: path)
            self.path = path
            self.time = time
        }

        // The protocol says what each of these does.
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        public func runs(matching filter: RunFilter) async throws -> [RunSnapshot] {
            try filter.validate()
            let live = try await rebuilt { $0.liveRuns(matching: filter) }
            return filter.page(of: live, and: try await viewer.endedRuns(matching: filter))
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        public func history(of run: RunID) async throws -> RunHistory? {
            let live = try await rebuilt { $0.liveHistory(of: run) }
            guard let stored = try await viewer.history(of: run) else { return nil }
            guard let live, !stored.run.state.isTerminal else { return stored }
            return live.completed(by: stored)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        public func snapshot() async throws -> StoreSnapshot { try await rebuilt { $0.snapshot() } }

        /// Asks a ledger like the owner's.
        private func rebuilt<Value: Sendable>(
            _ body: @escaping @Sendable (borrowing Ledger) -> Value
        ) async throws -> Value {
            let now = time.now
            do {
                return try await pool.read { database in
                    try Ledger.withRebuilt(at: now) { ledger, worker in
                        try Recovery(database: database).recover(&ledger, heldBy: worker)
                    } body: {
                        body($0)
                    }
                }
            } catch {
                throw storeFailure(path, error)
            }
        }
    }
#endif
