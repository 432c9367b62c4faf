/// A mapping with fixed keys: what it is called in messages, and what it may hold.
package struct MappingForm {
    /// With its article, such as `a queue`.
    package let name: String
    package let keys: [Key]
    /// Remedies for keys that people look for here and that belong elsewhere.
    package let hints: [String: String]

    /// One bit per key, for the common case that a key is fine.
    private let mask: UInt64

    package init(_ name: String, _ keys: [Key], hints: [String: String] = [:]) {
        self.name = name
        self.keys = keys
        self.hints = hints
        mask = keys.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
    }

    package func allows(_ key: Key) -> Bool { mask & 1 << UInt64(key.rawValue) != 0 }
}

extension MappingForm {
    package static let file = MappingForm(
        "a declaration file", [.organization, .queues, .types, .tasks, .swift],
        hints: [
            "concurrencyLimit": "put it under 'organization' or a queue",
            "plans": "put it under 'organization'",
        ])
    package static let organization = MappingForm("the organization", [.concurrencyLimit, .plans, .plan])
    package static let plan = MappingForm("a plan", [.concurrencyLimit])
    package static let queue = MappingForm(
        "a queue", [.description, .concurrencyKey, .concurrencyLimit, .onWait, .paused],
        hints: [
            "name": "a queue's name is its key: write it before the colon",
            "limit": "did you mean 'concurrencyLimit'?", "concurrency": "did you mean 'concurrencyLimit'?",
            "key": "did you mean 'concurrencyKey'?",
        ])
    package static let limits = MappingForm("a keyed limit", [.perKey, .total])
    package static let task = MappingForm(
        "a task",
        [
            .description, .payload, .output, .queue, .overrides, .concurrencyKey, .retry, .maxDuration, .ttl, .priority,
            .waitsFor, .schedule,
        ],
        hints: [
            "concurrencyLimit": "write it under 'queue'", "onWait": "write it under 'queue'",
            "paused": "write it under 'queue'", "maxAttempts": "write it under 'retry'",
            "name": "a task's name is its key: write it before the colon",
            "timeout": "did you mean 'maxDuration'?", "retries": "did you mean 'retry'?",
            "input": "did you mean 'payload'?", "result": "did you mean 'output'?",
            "concurrency": "write 'concurrencyLimit' under 'queue'", "limit": "write 'concurrencyLimit' under 'queue'",
            "cron": "write it under 'schedule'", "timezone": "write it under 'schedule'",
            "every": "did you mean 'schedule'? Its value is a cron expression such as \"*/5 * * * *\"",
        ])
    package static let schedule = MappingForm(
        "'schedule'", [.cron, .timezone, .missed],
        hints: [
            "expression": "did you mean 'cron'?", "every": "write a cron expression, such as 'cron: \"*/5 * * * *\"'",
            "at": "write a cron expression, such as 'cron: \"0 9 * * *\"'",
            "tz": "did you mean 'timezone'?", "zone": "did you mean 'timezone'?",
            "catchup": "write 'missed: latest'", "payload": "a scheduled run gets an empty payload",
        ])
    package static let retry = MappingForm("'retry'", [.maxAttempts, .factor, .minTimeout, .maxTimeout, .randomize])
    package static let field = MappingForm(
        "a field", [.type, .default, .description],
        hints: [
            "optional": "write the type with a '?'", "required": "a field without '?' and default is required",
            "enum": "list the cases under 'types', and write that name", "items": "write the type as [T]",
        ])
    package static let swift = MappingForm(
        "'swift'", [.namespace, .access, .generate, .imports, .conformances],
        hints: ["mode": "did you mean 'generate'?"])
}
