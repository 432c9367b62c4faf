#if SQLite
    import Foundation
    import GRDB
    import Sluice

    // What is kept as JSON, since it is read whole and seldom. Fields may be added if they are optional; none is renamed.

    struct StoredLimit: Codable {
        var perKey: Int?
        var total: Int?

        init(_ limit: ConcurrencyLimit) { (perKey, total) = (limit.perKey, limit.total) }

        var value: ConcurrencyLimit { ConcurrencyLimit(perKey: perKey, total: total) }
    }

    struct StoredQueue: Codable {
        var concurrencyKey: String
        var limit: StoredLimit
        var onWait: String
        var startsPaused: Bool

        init(_ queue: QueueDeclaration) {
            concurrencyKey = queue.concurrencyKey.rawValue
            limit = StoredLimit(queue.limit)
            onWait = queue.onWait.rawValue
            startsPaused = queue.startsPaused
        }

        func value(named name: String) -> QueueDeclaration {
            QueueDeclaration(
                name: name, concurrencyKey: ConcurrencyKeyMode(rawValue: concurrencyKey) ?? .none, limit: limit.value,
                onWait: WaitMode(rawValue: onWait) ?? .release, startsPaused: startsPaused)
        }
    }

    struct StoredSchedule: Codable {
        var cron: String
        var timezone: String
        var missed: String

        init(_ schedule: TaskSchedule) {
            (cron, timezone, missed) = (schedule.cron, schedule.timezone, schedule.missed.rawValue)
        }

        var value: TaskSchedule {
            TaskSchedule(cron: cron, timezone: timezone, missed: TaskSchedule.MissedTicks(rawValue: missed) ?? .skip)
        }
    }

    /// Durations are whole microseconds.
    struct StoredTask: Codable {
        var queue: String
        var overrides: [String]
        var maxAttempts: Int
        var factor: Double
        var minTimeout: Int64
        var maxTimeout: Int64
        var randomize: Bool
        var maxDuration: Int64?
        var ttl: Int64?
        var priority: Int64
        var waitsFor: [String]
        var schedule: StoredSchedule?

        init(_ task: TaskDeclaration) {
            queue = task.queue
            overrides = task.overrides
            maxAttempts = task.retry.maxAttempts
            factor = task.retry.factor
            minTimeout = task.retry.minTimeout.wholeMicroseconds
            maxTimeout = task.retry.maxTimeout.wholeMicroseconds
            randomize = task.retry.randomize
            maxDuration = task.maxDuration?.wholeMicroseconds
            ttl = task.ttl?.wholeMicroseconds
            priority = task.priority.wholeMicroseconds
            waitsFor = task.waitsFor
            schedule = task.schedule.map(StoredSchedule.init)
        }

        func value(id: String) -> TaskDeclaration {
            TaskDeclaration(
                id: id, queue: queue, overrides: overrides,
                retry: RetryPolicy(
                    maxAttempts: maxAttempts, factor: factor, minTimeout: .microseconds(minTimeout),
                    maxTimeout: .microseconds(maxTimeout), randomize: randomize),
                maxDuration: maxDuration.map { .microseconds($0) }, ttl: ttl.map { .microseconds($0) },
                priority: .microseconds(priority), waitsFor: waitsFor, schedule: schedule?.value)
        }
    }

    /// What few runs have.
    struct StoredExtras: Codable {
        var tags: [String]?
        var idempotencyKey: String?
        var tick: Int64?
        var dueAt: Int64?
        var trace: [String: String]?

        /// `nil` if a run has none of it.
        init?(_ extras: Ledger.Extras) {
            tags = extras.tags.isEmpty ? nil : extras.tags
            idempotencyKey = extras.idempotencyKey
            tick = extras.tick?.microseconds
            dueAt = extras.dueAt?.microseconds
            trace = extras.traceContext.isEmpty ? nil : extras.traceContext
            if tags == nil && idempotencyKey == nil && tick == nil && dueAt == nil && trace == nil { return nil }
        }

        /// - Parameter parent: Which has a column of its own.
        static func value(_ text: String?, parent: RunID?) throws -> Ledger.Extras? {
            let stored = try text.map { try decodeJSON(StoredExtras.self, $0) }
            if stored == nil && parent == nil { return nil }
            return Ledger.Extras(
                tags: stored?.tags ?? [], idempotencyKey: stored?.idempotencyKey,
                tick: stored?.tick.map { Timestamp(microseconds: $0) }, traceContext: stored?.trace ?? [:],
                parent: parent,
                dueAt: stored?.dueAt.map { Timestamp(microseconds: $0) })
        }
    }

    func encodeJSON(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// - Throws: `DatabaseError` for a text that is not of the shape: nobody else has written it.
    func decodeJSON<Value: Decodable>(_: Value.Type, _ text: String) throws -> Value {
        do { return try JSONDecoder().decode(Value.self, from: Data(text.utf8)) } catch {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "'\(text)' is no \(Value.self)")
        }
    }
#endif
