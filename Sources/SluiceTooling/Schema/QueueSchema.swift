import SluiceCompiler

/// Queues: those under `queues`, and a task's own.
enum QueueSchema {
    static let queue = MappingSchema(
        .queue,
        [
            .description: KeySchema("Description", "Becomes the queue's documentation in Swift.", ValueSchema.text),
            .concurrencyKey: KeySchema(
                "Concurrency key",
                "Whether a trigger passes a key, such as a user's id. Each key has slots of its own.",
                ValueSchema.choice { (use: QueueDeclaration.KeyUse) in
                    switch use {
                    case .none: "Triggers pass no key."
                    case .optional: "A trigger may pass a key; runs without one share slots of their own."
                    case .required: "Every trigger passes a key, or does not compile."
                    }
                }.with(["default": .string(standard.concurrencyKey.rawValue)])),
            .concurrencyLimit: KeySchema(
                "Concurrency limit",
                """
                How many runs execute at once. A queue with keys says { perKey: … }, { total: … } or both. Without a limit, \
                only the organization's counts.
                """,
                [
                    "anyOf": [
                        .object(ValueSchema.count.with(["title": "Limit of a queue without keys", "examples": [10]])),
                        .object(
                            limits.keywords.with([
                                "title": "Limit of a queue with keys", "type": "object", "minProperties": 1,
                                "defaultSnippets": ValueSchema.snippets(["{ perKey: 1 }", "{ perKey: 1, total: 50 }"]),
                            ])),
                    ]
                ]),
            .onWait: KeySchema(
                "While a run waits", "What becomes of a run's slots while it waits for a task that it triggered.",
                ValueSchema.choice { (policy: QueueDeclaration.WaitPolicy) in
                    switch policy {
                    case .release: "It gives its slots back, and takes new ones before it goes on."
                    case .hold: "It keeps its slots; where that could block for ever, the declarations are refused."
                    }
                }.with(["default": .string(standard.onWait.rawValue)])),
            .paused: KeySchema(
                "Paused", "Whether the queue begins paused: its runs wait until it is resumed.",
                ValueSchema.flag.with(["default": .bool(standard.paused)])),
        ])

    static let limits = MappingSchema(
        .limits,
        [
            .perKey: KeySchema(
                "Limit per key", "How many runs of one key execute at once.", ValueSchema.count.with(["examples": [1]])),
            .total: KeySchema(
                "Limit of all keys", "How many runs execute at once, over all keys.",
                ValueSchema.count.with(["examples": [50]])),
        ])

    private static let standard: QueueDeclaration = {
        let start = SourcePosition(line: 1, column: 1)
        return QueueDeclaration(name: Located(value: "queue", place: Place(file: 0, start: start, end: start)))
    }()
}
