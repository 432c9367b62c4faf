import Foundation

/// Looks, from outside, at what a store in PostgreSQL does and takes.
final class SoakWatch {
    struct Sample {
        var second: Double
        /// How many runs have ended since the one before, a second.
        var runsPerSecond: Double
        /// Of tables and indexes.
        var bytes: [String: Double]
        /// How long workers waited for an answer, in seconds.
        var waits: [Double]

        var total: Double { bytes.values.reduce(0, +) }
    }

    private struct Table {
        var name: String
        var live: String
        var dead: String
        var vacuums: String
        var relations: [(name: String, bytes: Double)] = []
    }

    private let session: PostgresSession
    private let schema: PostgresSchema
    private let start = ContinuousClock.now
    private var last: (second: Double, ended: Double, log: Double)
    private(set) var samples: [Sample] = []

    init(_ schema: PostgresSchema) throws {
        session = try PostgresSession()
        self.schema = schema
        last = (0, try Self.ended(session, schema), try Self.logBytes(session))
    }

    /// Looks, and shows what it sees.
    func look(waits: [Double]) throws {
        let second = (ContinuousClock.now - start) / .seconds(1)
        let (ended, log) = (try Self.ended(session, schema), try Self.logBytes(session))
        let tables = try self.tables()
        let seconds = second - last.second
        let sample = Sample(
            second: second, runsPerSecond: (ended - last.ended) / seconds,
            bytes: Dictionary(uniqueKeysWithValues: tables.flatMap(\.relations).map { ($0.name, $0.bytes) }),
            waits: waits)
        samples.append(sample)
        show(sample, tables, logRate: (log - last.log) / seconds)
        last = (second, ended, log)
    }

    private func show(_ sample: Sample, _ tables: [Table], logRate: Double) {
        var text = String(
            format: "%.0f s: %.0f runs/s, %.1f MB, log %.1f MB/s, %.1f kB a run, claims p50 %.1f ms, p99 %.1f ms\n",
            sample.second, sample.runsPerSecond, sample.total / 1e6, logRate / 1e6,
            logRate / max(1, sample.runsPerSecond) / 1e3, sample.waits.percentile(50) * 1e3,
            sample.waits.percentile(99) * 1e3)
        for table in tables where table.relations.reduce(0, { $0 + $1.bytes }) > 1e5 {
            let relations = table.relations.map { "\($0.name) " + String(format: "%.2f", $0.bytes / 1e6) }
            text +=
                "    \(table.live) live, \(table.dead) dead, \(table.vacuums) vacuums; MB: "
                + relations.joined(separator: ", ") + "\n"
        }
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// Each with its indexes, the table first; what is stored out of line counts as the table's.
    private func tables() throws -> [Table] {
        let rows = try session.ask(
            """
            SELECT t.relname, coalesce(i.indexrelname, ''), t.n_live_tup, t.n_dead_tup, t.autovacuum_count,
                pg_table_size(t.relid), coalesce(pg_relation_size(i.indexrelid), 0)
            FROM pg_stat_user_tables t LEFT JOIN pg_stat_user_indexes i ON i.relid = t.relid
            WHERE t.schemaname = '\(schema.name)' ORDER BY t.relname, i.indexrelname
            """)
        var tables: [Table] = []
        for row in rows {
            if tables.last?.name != row[0] {
                tables.append(Table(name: row[0], live: row[2], dead: row[3], vacuums: row[4]))
                tables[tables.count - 1].relations.append((row[0], Double(row[5]) ?? 0))
            }
            if !row[1].isEmpty { tables[tables.count - 1].relations.append((row[1], Double(row[6]) ?? 0)) }
        }
        return tables
    }

    private static func ended(_ session: PostgresSession, _ schema: PostgresSchema) throws -> Double {
        try session.number("SELECT last_value FROM \(schema.quoted).ended")
    }

    private static func logBytes(_ session: PostgresSession) throws -> Double {
        try session.number("SELECT pg_current_wal_lsn() - '0/0'")
    }
}

extension [Double] {
    func percentile(_ percent: Int) -> Double { isEmpty ? 0 : sorted()[Swift.min(count - 1, count * percent / 100)] }
}
