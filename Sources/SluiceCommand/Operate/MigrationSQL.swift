import ArgumentParser
import Sluice
import SluiceDeclarationCommands

#if Postgres
    import SluicePostgres
#endif

/// `sluice migration-sql`.
struct MigrationSQL: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migration-sql",
        abstract: "Prints the SQL that makes a store's schema in PostgreSQL, or brings it to this version.",
        discussion: """
            It is one transaction, and connects to nothing. Applying it again changes nothing. Services that were told not to migrate, \
            by the option 'migrates' of their store, need it before they start.

            EXAMPLES:
              sluice migration-sql | psql postgres://owner@db.example.com/shop
              sluice migration-sql --schema jobs > jobs.sql
            """)

    @Option(help: ArgumentHelp("The schema of the store's tables.", valueName: "name"))
    var schema = "sluice"

    func run() async throws {
        try await reporting {
            #if Postgres
                Console.say(PostgresStore.migrationScript(schema: schema))
            #else
                throw StoreOption.builtWithoutPostgres
            #endif
        }
    }
}
