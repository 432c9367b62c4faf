import SluiceCompiler

/// The top level of a file, and what speaks for a whole target.
enum FileSchema {
    static let file = MappingSchema(
        .file,
        [
            .organization: KeySchema(
                "Organization", "The limit over every queue: one for all, or one per plan. Once in a target.",
                organization.keywords.with([
                    "type": "object",
                    "oneOf": [["required": ["concurrencyLimit"]], ["required": ["plans", "plan"]]],
                ])),
            .queues: KeySchema(
                "Queues", "Where runs wait, and how many of them execute at once. Tasks share them by their names.",
                ValueSchema.names(
                    "Name of a queue",
                    to: .object(
                        QueueSchema.queue.keywords.with([
                            "title": "Queue", "description": "Limits the runs of every task that names it.",
                            "type": ["object", "null"],
                        ]))
                ).with(["examples": [["main-branch": ["concurrencyLimit": 10]]]])),
            .types: KeySchema(
                "Types", "What payloads and outputs are made of, beside the built-in types.",
                ValueSchema.names("Name of a type", to: TypeSchema.declaration)
                    .with(["examples": [["PullRequest": ["number": "Int", "url": "URL"]]]])),
            .tasks: KeySchema(
                "Tasks",
                "What can be triggered: what goes in and comes out, and how runs are queued, retried and bounded.",
                ValueSchema.names(
                    "Id of a task",
                    to: .object(
                        TaskSchema.task.keywords.with([
                            "title": "Task", "description": "Becomes a trigger and a handler in Swift.",
                            "type": ["object", "null"],
                        ]))
                ).with(["examples": [["send-email": ["payload": ["to": "String"]]]]])),
            .swift: KeySchema(
                "Swift", "How the generated code presents itself. Once in a target.",
                swift.keywords.with(["type": ["object", "null"]])),
        ])

    static let organization = MappingSchema(
        .organization,
        [
            .concurrencyLimit: KeySchema(
                "Concurrency limit", "How many runs execute at once, over every queue.",
                ValueSchema.count.with(["examples": [100]])),
            .plans: KeySchema(
                "Plans", "A limit for each plan. The service says at its start which plan it is on (SLUICE_PLAN).",
                ValueSchema.names(
                    "Name of a plan",
                    to: .object(
                        plan.keywords.with([
                            "title": "Plan", "description": "What the organization may use on this plan.",
                            "type": "object", "required": ["concurrencyLimit"],
                        ]))
                ).with(["examples": [["free": ["concurrencyLimit": 2], "pro": ["concurrencyLimit": 100]]]])),
            .plan: KeySchema(
                "Default plan", "The plan of a service that names none.", ValueSchema.name.with(["examples": ["free"]])),
        ])

    static let plan = MappingSchema(
        .plan,
        [
            .concurrencyLimit: KeySchema(
                "Concurrency limit", "How many runs execute at once on this plan, over every queue.",
                ValueSchema.count.with(["examples": [100]]))
        ])

    static let swift = MappingSchema(
        .swift,
        [
            .namespace: KeySchema(
                "Namespace", "The Swift type that holds everything generated.",
                ValueSchema.namespace.with(["default": .string(standard.namespace)])),
            .access: KeySchema(
                "Access", "Who sees the generated code.",
                ValueSchema.choice { (access: SwiftSettings.Access) in
                    switch access {
                    case .internal: "The target alone."
                    case .package: "Every target of the package."
                    case .public: "Whoever imports the target."
                    }
                }.with(["default": .string(standard.access.rawValue)])),
            .generate: KeySchema(
                "Generated code", "How much is generated, unless the one who generates says it.",
                ValueSchema.choice { (mode: CompileOptions.Mode) in
                    switch mode {
                    case .all: "Triggers, queues and handlers."
                    case .client: "Triggers and queues, for a service that only triggers."
                    }
                }.with(["default": .string(standard.generate.rawValue)])),
            .imports: KeySchema(
                "Imports", "Modules that the generated code imports, for the Swift types that it uses.",
                ValueSchema.list(of: ValueSchema.swiftName).with(["examples": [["Billing"]]])),
            .conformances: KeySchema(
                "Conformances",
                "Protocols that Swift synthesises for every generated type; each costs time to compile.",
                ValueSchema.list(of: ValueSchema.swiftName).with(["examples": [["Codable", "Hashable"]]])),
        ])

    private static let standard = SwiftSettings()
}
