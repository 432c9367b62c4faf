import Foundation

/// What whoever runs the tests has set for libpq and PostgreSQL's programs (`PGSSLMODE`, `PGSERVICE`, `PGOPTIONS`, …),
/// which is about servers of theirs.
package enum ServerEnvironment {
    private static let isClear: Void = {
        for name in ProcessInfo.processInfo.environment.keys where name.hasPrefix("PG") { unsetenv(name) }
    }()

    /// Takes it out of this process's environment, and so out of those of the programs that it starts. Before the first
    /// server is made, and wherever a test asks libpq without one.
    package static func clear() { isClear }
}
