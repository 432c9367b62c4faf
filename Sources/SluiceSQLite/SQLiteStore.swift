#if SQLite
    import GRDB
    public import Sluice
    import SluiceControl
    import Synchronization

    /// Keeps runs in a file: what it has accepted survives the process, however that ends.
    ///
    /// ```swift
    /// let store = try SQLiteStore(path: "sluice.db")
    /// let client = try await Client(store: store, declarations: Tasks.declarations)
    /// ```
    ///
    /// One process owns the file at a time; any number of clients and workers of it share the store. A trigger returns, a handler is called and a
    /// result is told only once the file has it; what many callers do at the same time is written together. After a crash every accepted run
    /// is there: what executed is queued again with its attempt spent, or has failed if that was the last.
    ///
    /// A store that can't write any more (a full disk, a broken one) refuses everything with `storeFailed`, and ``Worker/run()`` throws
    /// it, so that whoever supervises the process starts it anew; nothing that was acknowledged is lost.
    public final class SQLiteStore: ForwardingStore {
        /// How much a power failure may cost.
        public enum Durability: Sendable, Hashable {
            /// Nothing: every commit waits for the disk (`synchronous=FULL`). The default.
            case full
            /// The last commits before a power failure or a crash of the whole system, so that triggers that had returned are gone, and runs that had ended may
            /// be executed again (`synchronous=NORMAL`). A crash of the process costs nothing. Quicker.
            case normal
        }

        private let journaled: JournaledStore
        private let control: Mutex<ControlServer?> = Mutex(nil)

        /// What does the work.
        public var base: any RunStore { journaled }

        /// Opens a store, and makes its file where there is none.
        /// - Parameters:
        ///   - path: The file. Two more beside it, `-wal` and `-shm`, are SQLite's; one that ends with `-owner` tells who owns it, and
        ///     `-control` is the socket through which the command `sluice` steers the service.
        ///   - durability: How much a power failure may cost.
        ///   - retention: How long it is known how a run ended. Each run that is kept takes about 50 bytes of memory, and its payload and output on disk.
        ///   - acceptsOperators: Whether the command `sluice` may steer the service, through a socket that only this user may use.
        ///   - time: What tells the time; a test's own clock.
        /// - Throws: ``SluiceError``: `controlFailed` where that socket can't be made; `storeInUse` if another process owns the file; `storeFailed` if it can't be opened, is damaged, or was written by a
        ///   newer version.
        public convenience init(
            path: String, durability: Durability = .full, retention: Retention = .durable,
            acceptsOperators: Bool = true, time: any TimeSource = SystemTime()
        ) throws(SluiceError) {
            try self.init(path: path, durability: durability, retention: retention, time: time, failpoint: nil)
            guard acceptsOperators else { return }
            do throws(SluiceError) {
                let server = try ControlServer(path: StorePath.control(of: path), for: self)
                control.withLock { $0 = server }
            } catch {
                close()
                throw SluiceError(
                    error.code, "\(error.message); pass 'acceptsOperators: false' to do without, or use another folder")
            }
        }

        /// - Parameter failpoint: Called before each statement with its name; what it throws is what the statement throws.
        package init(
            path: String, durability: Durability = .full, retention: Retention = .durable,
            time: any TimeSource = SystemTime(), failpoint: (@Sendable (Failpoint) throws -> Void)?
        ) throws(SluiceError) {
            let owner = try OwnerLock(for: path)
            let pool: DatabasePool
            let journal: SQLiteJournal
            do {
                pool = try Self.open(path, durability)
                journal = try SQLiteJournal(path: path, pool: pool, owner: owner, failpoint: failpoint)
            } catch {
                owner.release()
                throw storeFailure(path, error)
            }
            do throws(SluiceError) {
                journaled = try JournaledStore(
                    journal: journal, retention: retention, time: time, name: "sluice-journal"
                ) { ledger, worker throws(SluiceError) in
                    do {
                        try pool.writeWithoutTransaction { database in
                            try Recovery(database: database).recover(&ledger, heldBy: worker)
                        }
                    } catch {
                        throw storeFailure(path, error)
                    }
                }
            } catch {
                journal.close()
                throw error
            }
        }

        private static func open(_ path: String, _ durability: Durability) throws -> DatabasePool {
            var configuration = Configuration()
            configuration.label = "sluice"
            configuration.busyMode = .timeout(5)
            configuration.maximumReaderCount = 2
            // The journal begins and ends its own; one that can't be ended is a failure of the store, and no reason to trap.
            configuration.allowsUnsafeTransactions = true
            configuration.prepareDatabase { database in
                // Readers that last would let it grow for good.
                try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
            }
            // By a connection that changes nothing: a pool would turn the file into one with a write-ahead log.
            let checking = try DatabaseQueue(path: path, configuration: configuration)
            try checking.writeWithoutTransaction { try Schema.check($0, path: path, isWritable: true) }
            try checking.close()
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { database in
                // Outside every transaction: it says how the following ones are written.
                try database.execute(sql: "PRAGMA synchronous = \(durability == .full ? "FULL" : "NORMAL")")
                // Before the first table, so that whoever finds some of them knows whose they are.
                if try Int32.fetchOne(database, sql: "PRAGMA application_id") != Schema.applicationID {
                    try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
                }
            }
            try Schema.migrator.migrate(pool)
            return pool
        }

        /// Writes what is not written yet and lets the file go. Everything asked of the store afterwards is refused. Stop the workers before.
        public func close() {
            control.withLock { $0.take() }?.close()
            journaled.close()
        }
    }

    extension Retention {
        /// What a store that survives its process keeps by default: 100,000 ended runs for at most 7 days.
        public static let durable = Retention(count: 100_000, age: .seconds(7 * 86_400))
    }
#endif
