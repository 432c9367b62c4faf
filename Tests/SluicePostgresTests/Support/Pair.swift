#if Postgres
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    /// A primary and a standby, which has all that the primary has said is done.
    struct Pair {
        let primary: PostgresServer
        let standby: PostgresServer
        let database: String

        init() async throws {
            primary = try await PostgresServer()
            let place = try await primary.createDatabase()
            database = try #require(place.split(separator: "dbname=").last.map(String.init))
            standby = try await PostgresServer(following: primary)
            try await Self.protect(primary)
        }

        /// A connection string that leads to whichever of the two may be written to.
        var place: String {
            "host=127.0.0.1,127.0.0.1 port=\(primary.port),\(standby.port) user=sluice dbname=\(database) "
                + "target_session_attrs=read-write connect_timeout=5"
        }

        /// One that leads to one of them.
        func place(_ server: PostgresServer) -> String { server.connectionString(database: database) }

        /// Lets a server say that something is done once its standby shows it.
        static func protect(_ server: PostgresServer) async throws {
            let session = try await Session(server.connectionString(database: "postgres"))
            func reach(_ what: String) async throws {
                try await eventually(within: .seconds(120), "no standby follows") {
                    try await session.run("SELECT count(*) FROM pg_stat_replication WHERE \(what)")[0][0] == "1"
                }
            }
            try await reach("state = 'streaming'")
            for setting in ["synchronous_standby_names = 'standby'", "synchronous_commit = 'remote_apply'"] {
                try await session.run("ALTER SYSTEM SET \(setting)")
            }
            try await session.run("SELECT pg_reload_conf()")
            try await reach("sync_state = 'sync'")
        }
    }
#endif
