import Foundation
import Sluice
import SluicePostgres
import Synchronization

/// A schema that lives as long as something is measured in it: a later measurement shall not run beside what autovacuum
/// does for an earlier one, and a database that is somebody's own keeps nothing.
struct PostgresSchema: Sendable {
    private static let alive = Mutex<Set<String>>([])

    let name: String
    /// As SQL has it.
    var quoted: String { "\"\(name)\"" }

    static func with<Value>(_ body: (PostgresSchema) async throws -> Value) async throws -> Value {
        _ = interruptions
        let schema = PostgresSchema(name: "benchmark \(UUID())")
        alive.withLock { _ = $0.insert(schema.name) }
        do {
            let value = try await body(schema)
            try schema.drop()
            return value
        } catch {
            try? schema.drop()
            throw error
        }
    }

    /// Gives a store in a schema of its own.
    static func withStore<Value>(_ body: (PostgresStore) async throws -> Value) async throws -> Value {
        try await with { schema in try await schema.withStore { try await body($0) } }
    }

    /// Gives one of the stores that use this schema.
    func withStore<Value>(
        retention: Retention? = nil, _ body: (PostgresStore) async throws -> Value
    ) async throws -> Value {
        var options = PostgresStore.Options()
        options.schema = name
        options.retention = retention
        // Workers that a benchmark opens by itself give no sign of life.
        options.lease = .seconds(3_600)
        let store = try await PostgresStore(PostgresSession.database, options: options)
        do {
            let value = try await body(store)
            await store.close()
            return value
        } catch {
            await store.close()
            throw error
        }
    }

    /// Lets workers that are processes of their own enter before something is timed.
    func waitForWorkers(_ count: Int) async throws {
        let session = try PostgresSession()
        while try session.number("SELECT count(*) FROM \(quoted).worker") < Double(count) {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func drop() throws {
        try PostgresSession().ask("DROP SCHEMA IF EXISTS \(quoted) CASCADE")
        Self.alive.withLock { _ = $0.remove(name) }
    }

    /// Once used, drops what there is when the program is interrupted, and then ends it.
    private static let interruptions = [SIGINT, SIGTERM, SIGHUP].map { number in
        #if canImport(Darwin)
            signal(number, SIG_IGN)
        #endif
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            WorkerProcess.killAll()
            for name in alive.withLock({ $0 }) {
                // Stores that are still at work may be in its way.
                for _ in 0..<10 where (try? PostgresSchema(name: name).drop()) == nil {}
            }
            exit(128 + number)
        }
        source.resume()
        return UncheckedSource(source: source)
    }

    private struct UncheckedSource: @unchecked Sendable {
        let source: any DispatchSourceSignal
    }
}
