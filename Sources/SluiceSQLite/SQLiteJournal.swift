#if SQLite
    import Foundation
    import GRDB
    import Sluice

    /// A ledger's changes as rows of a file, each group of them one transaction.
    ///
    /// Used from one thread at a time.
    final class SQLiteJournal: Journal, @unchecked Sendable {
        let path: String
        private let pool: DatabasePool
        private let owner: OwnerLock
        private var statements: Statements?
        /// Called before each statement, for tests of what happens between any two.
        private let failpoint: (@Sendable (Failpoint) throws -> Void)?

        init(
            path: String, pool: DatabasePool, owner: OwnerLock, failpoint: (@Sendable (Failpoint) throws -> Void)?
        ) throws {
            self.path = path
            self.pool = pool
            self.owner = owner
            self.failpoint = failpoint
            statements = try pool.writeWithoutTransaction { try Statements($0) }
        }

        func close() {
            statements = nil
            // So that the file is whole without its log. SQLite does it when the last connection closes, but that may be one that only reads.
            try? pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
            try? pool.close()
            owner.release()
        }

        func write(_ changes: [Change]) throws(SluiceError) {
            if changes.isEmpty { return }
            try access { statements in
                try begin(statements)
                do {
                    for change in changes { try apply(change, statements) }
                    try reach(.commit)
                    try statements.commit.execute()
                } catch {
                    // What fails the whole transaction may have ended it.
                    try? statements.rollback.execute()
                    throw error
                }
                try reach(.committed)
            }
        }

        func endings(of runs: [RunID]) throws(SluiceError) -> [RunID: RunEnding] {
            try access { statements in
                var endings: [RunID: RunEnding] = [:]
                for id in runs { endings[id] = try statements.ending(of: id) }
                return endings
            }
        }

        var viewer: any JournalViewer { SQLiteViewer(reader: pool, path: path) }

        func run(_ id: RunID) throws(SluiceError) -> RunSnapshot? {
            try access { statements in try statements.snapshot(of: id) }
        }

        private func access<Value>(_ body: (Statements) throws -> Value) throws(SluiceError) -> Value {
            guard let statements else { throw SluiceError(.storeFailed, "the store '\(path)' is closed") }
            do {
                return try pool.writeWithoutTransaction { _ in try body(statements) }
            } catch {
                throw storeFailure(path, error)
            }
        }

        /// Somebody else's transaction, as of a backup, is waited for.
        private func begin(_ statements: Statements) throws {
            var attempts = 0
            while true {
                do {
                    try reach(.begin)
                    return try statements.begin.execute()
                } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && attempts < 5 {
                    attempts += 1
                }
            }
        }

        private func reach(_ point: Failpoint) throws { try failpoint?(point) }

        private func payload(_ row: UInt64, _ statements: Statements) throws -> [UInt8] {
            try reach(.readPayload)
            guard let payload = try statements.payload(of: row) else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the row of a queued run is missing")
            }
            return payload
        }

        private func apply(_ change: Change, _ statements: Statements) throws {
            switch change {
            case .triggered(let run):
                try reach(.insertRun)
                try statements.insert(run)
            case .started(let started):
                try reach(.startRun)
                let statement = statements.start
                statement.bind(started.attempt)
                statement.bind(started.at)
                statement.bind(started.row)
                try statement.execute()
                if let run = started.unread { run.storedPayload = try payload(started.row, statements) }
            case .ended(let ended):
                try reach(.endRun)
                try statements.end(ended)
            case .waits(let row): try setState(.waiting, of: row, statements)
            case .goesOn(let row): try setState(.executing, of: row, statements)
            case .putBack(let putBack):
                try reach(.insertAttempt)
                try statements.insertAttempt(putBack)
                try reach(.putRunBack)
                try statements.putBack(putBack)
            case .cancelRequested(let row):
                try reach(.requestCancellation)
                statements.requestCancel.bind(row)
                try statements.requestCancel.execute()
            case .dropped(let row):
                try reach(.dropRun)
                statements.drop.bind(row)
                try statements.drop.execute()
            default: try applyRare(change, statements)
            }
        }

        private func setState(_ state: StoredState, of row: UInt64, _ statements: Statements) throws {
            try reach(.setState)
            statements.setState.bind(state.rawValue)
            statements.setState.bind(row)
            try statements.setState.execute()
        }

        private func applyRare(_ change: Change, _ statements: Statements) throws {
            switch change {
            case .registered(let registration):
                try reach(.setOrganization)
                try statements.set(organizationLimit: registration.organizationLimit)
                for queue in registration.queues {
                    try reach(.setQueue)
                    try statements.set(queue)
                }
                for (index, task) in registration.tasks {
                    try reach(.setTask)
                    try statements.set(task, index)
                }
            case .queueChanged(let queue):
                try reach(.setQueue)
                try statements.set(queue)
            case .childPlaced(let place, let child):
                try reach(.placeChild)
                try statements.place(child, at: place)
                try reach(.markParent)
                statements.markParent.bind(place.parent)
                try statements.markParent.execute()
            case .childForgotten(let place):
                try reach(.forgetChild)
                statements.forgetChild.bind(place.parent)
                statements.forgetChild.bind(place.ordinal)
                try statements.forgetChild.execute()
            case .idempotencyKeySet(let name, let run, let until):
                try reach(.setIdempotencyKey)
                try statements.set(name, run, until)
            case .idempotencyKeyForgotten(let name):
                try reach(.forgetIdempotencyKey)
                statements.forgetKey.bind(Int(name.task.slot))
                statements.forgetKey.bind(name.key)
                try statements.forgetKey.execute()
            case .tick(let task, let entry):
                try reach(.setTick)
                try statements.set(entry, of: task)
            case .triggered, .started, .ended, .waits, .goesOn, .putBack, .cancelRequested, .dropped:
                preconditionFailure("applied before")
            }
        }
    }

    /// Says what a failure of SQLite means for the store.
    func storeFailure(_ path: String, _ error: any Error) -> SluiceError {
        if let error = error as? SluiceError { return error }
        guard let error = error as? DatabaseError else {
            return SluiceError(.storeFailed, "the store '\(path)' has failed: \(error)")
        }
        let cause: String
        switch error.resultCode {
        case .SQLITE_FULL: cause = "its disk is full; free some space and start the service again"
        case .SQLITE_BUSY:
            cause = "another process keeps its file locked; end that one's transaction and start the service again"
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            cause =
                "its file is damaged, or is no store; restore it from a backup, or rescue what can be read with 'sqlite3 FILE .recover'"
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            cause = "its file can't be written; look at the rights of the file and its folder"
        default: cause = "look at its disk, then start the service again"
        }
        return SluiceError(
            .storeFailed,
            "the store '\(path)' has failed: \(cause) (\(error.extendedResultCode): \(error.message ?? "no details"))")
    }
#endif
