#if SQLite
    import GRDB
    import Sluice

    /// The tables, as migrations: what was once released is never changed, only added to.
    ///
    /// Times are microseconds since 1970, identifiers of runs the 16 bytes of their UUIDs, states the numbers of ``StoredState``.
    enum Schema {
        /// What marks a file as one of these: "SLUC".
        static let applicationID: Int32 = 0x534C_5543

        static var migrator: DatabaseMigrator {
            var migrator = DatabaseMigrator()
            migrator.registerMigration("1") { database in
                try database.execute(sql: version1)
            }
            return migrator
        }

        /// - Parameter isWritable: Whether the tables can be made, or brought up to date, if they are not yet.
        /// - Throws: ``SluiceError`` with `storeFailed` for a file that this version can't read.
        static func check(_ database: Database, path: String, isWritable: Bool) throws {
            let applicationID = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
            guard isEmpty && isWritable || applicationID == Self.applicationID else {
                throw SluiceError(
                    .storeFailed, "'\(path)' is another program's database, not a store of runs; use another file")
            }
            guard try !migrator.hasBeenSuperseded(database) else {
                throw SluiceError(
                    .storeFailed,
                    "the store '\(path)' was written by a newer version of Sluice; use that version, or a copy from before"
                )
            }
            guard try isWritable || migrator.hasCompletedMigrations(database) else {
                throw SluiceError(
                    .storeFailed,
                    "the store '\(path)' was written by an older version of Sluice; start the service, which brings it up to date"
                )
            }
        }

        /// `run.row` counts the triggers, so that new runs are appended; the index over `id` grows at its end too, since identifiers begin
        /// with the time. `has_more` says that tables beside this one name the run, which spares all others the look.
        private static let version1 = """
            CREATE TABLE organization(
                id INTEGER PRIMARY KEY CHECK (id = 1),
                concurrency_limit INTEGER
            ) STRICT;

            CREATE TABLE queue(
                id INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                declaration TEXT NOT NULL,
                is_declared INTEGER NOT NULL,
                is_paused INTEGER NOT NULL,
                override TEXT
            ) STRICT;

            CREATE TABLE task(
                id INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                declaration TEXT NOT NULL
            ) STRICT;

            CREATE TABLE run(
                row INTEGER PRIMARY KEY,
                id BLOB NOT NULL,
                task INTEGER NOT NULL,
                queue INTEGER NOT NULL,
                key TEXT,
                state INTEGER NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0,
                max_attempts INTEGER NOT NULL,
                cancel_requested INTEGER NOT NULL DEFAULT 0,
                has_more INTEGER NOT NULL DEFAULT 0,
                triggered_at INTEGER NOT NULL,
                order_at INTEGER NOT NULL,
                startable_at INTEGER NOT NULL,
                expires_at INTEGER,
                started_at INTEGER,
                ended_at INTEGER,
                outcome INTEGER,
                parent BLOB,
                extras TEXT,
                message TEXT,
                payload BLOB NOT NULL,
                output BLOB
            ) STRICT;
            CREATE UNIQUE INDEX run_id ON run(id);

            CREATE TABLE attempt(
                run INTEGER NOT NULL,
                number INTEGER NOT NULL,
                started_at INTEGER NOT NULL,
                ended_at INTEGER NOT NULL,
                outcome INTEGER NOT NULL,
                message TEXT
            ) STRICT;
            CREATE INDEX attempt_run ON attempt(run);

            CREATE TABLE child(
                parent BLOB NOT NULL,
                ordinal INTEGER NOT NULL,
                run BLOB NOT NULL,
                task TEXT NOT NULL,
                is_own INTEGER NOT NULL,
                PRIMARY KEY (parent, ordinal)
            ) STRICT, WITHOUT ROWID;

            CREATE TRIGGER run_deleted AFTER DELETE ON run WHEN OLD.has_more BEGIN
                DELETE FROM attempt WHERE run = OLD.row;
                DELETE FROM child WHERE parent = OLD.id;
            END;

            CREATE TABLE idempotency_key(
                task INTEGER NOT NULL,
                key BLOB NOT NULL,
                run BLOB NOT NULL,
                expires_at INTEGER NOT NULL,
                PRIMARY KEY (task, key)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE tick(
                task INTEGER PRIMARY KEY,
                schedule TEXT NOT NULL,
                last INTEGER NOT NULL,
                run BLOB
            ) STRICT;
            """
    }
#endif
