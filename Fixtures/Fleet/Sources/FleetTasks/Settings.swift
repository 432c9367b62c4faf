import Foundation
package import SluicePostgres

/// What the programs are told by their environment.
package enum Settings {
    /// The folder in which every process records what its handlers do.
    package static var records: URL { get throws { URL(filePath: try variable("FLEET_RECORDS")) } }

    /// The store that they share.
    package static func store() async throws -> PostgresStore {
        var options = PostgresStore.Options()
        options.schema = try variable("FLEET_SCHEMA")
        // A worker that is killed loses what it executed after so long. In production there is more time to lose.
        options.lease = .seconds(2)
        return try await PostgresStore(try variable("DATABASE_URL"), options: options)
    }

    private static func variable(_ name: String) throws -> String {
        guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
            throw MissingSetting(name: name)
        }
        return value
    }
}

private struct MissingSetting: Error, CustomStringConvertible {
    let name: String

    var description: String { "'\(name)' is not set; 'run' sets it" }
}
