import SluiceCompiler

/// Tasks and how they are retried.
enum TaskSchema {
    static let task = MappingSchema(
        .task,
        [
            .description: KeySchema("Description", "Becomes the task's documentation in Swift.", ValueSchema.text),
            .payload: KeySchema(
                "Payload", "What a trigger passes to a run: fields, or one type. Without it, nothing.",
                TypeSchema.shape.with(["examples": [["branch": "String", "draft": "Bool = false"]]])),
            .output: KeySchema(
                "Output", "What a run gives back: fields, or one type. Without it, nothing.",
                TypeSchema.shape.with(["examples": [["number": "Int", "url": "URL"]]])),
            .queue: KeySchema(
                "Queue",
                """
                Where runs wait unless a trigger chooses another: the name of a queue, or the keys of a queue for one of the \
                task's own. Without it, the task has a queue of its own without a limit.
                """,
                [
                    "anyOf": [
                        .object(ValueSchema.name.with(["title": "Name of a queue", "examples": ["main-branch"]])),
                        .object(
                            QueueSchema.queue.keywords.with([
                                "title": "The task's own queue", "type": ["object", "null"],
                                "defaultSnippets": ValueSchema.snippets(["{ concurrencyLimit: 1 }"]),
                            ])),
                    ]
                ]),
            .overrides: KeySchema(
                "Overrides", "The queues that a trigger may choose instead.",
                ValueSchema.list(of: ValueSchema.name).with(["examples": [["main-branch"]]])),
            .concurrencyKey: KeySchema(
                "Concurrency key",
                "The payload's field that the key of the queue is taken from: triggers then pass none.",
                ValueSchema.name.with(["examples": ["userId"]])),
            .retry: KeySchema(
                "Retry", "How often a failed run is tried again, and after what time.",
                retry.keywords.with(["type": ["object", "null"]])),
            .maxDuration: KeySchema(
                "Longest duration", "The time that one attempt may execute; then it is cancelled and fails.",
                ValueSchema.duration.with(["examples": ["5m"]])),
            .ttl: KeySchema(
                "Time to live", "The time that a run may wait in its queue; then it expires and never executes.",
                ValueSchema.duration.with(["examples": ["1h"]])),
            .priority: KeySchema(
                "Priority",
                "The head start over other runs of the queue: with 10s, a run goes before those triggered 9 s earlier.",
                ValueSchema.duration.with(["examples": ["10s"]])),
            .waitsFor: KeySchema(
                "Waits for", "The tasks that a run may trigger and wait for: for no others does it compile.",
                ValueSchema.list(of: ValueSchema.name).with(["examples": [["render-diff"]]])),
            .schedule: KeySchema(
                "Schedule",
                """
                When runs are triggered by themselves: a cron expression in UTC, or a mapping with 'cron' and 'timezone'. Such a run \
                has neither a payload nor a key.
                """,
                [
                    "anyOf": [
                        .object(ValueSchema.cron.with(["title": "Cron expression, in UTC"])),
                        .object(
                            schedule.keywords.with([
                                "title": "Cron expression in a time zone", "type": "object", "required": ["cron"],
                                "defaultSnippets": ValueSchema.snippets([
                                    "{ cron: \"0 9 * * MON-FRI\", timezone: Europe/Berlin }"
                                ]),
                            ])),
                        ["type": "null"],
                    ]
                ]),
        ])

    static let schedule = MappingSchema(
        .schedule,
        [
            .cron: KeySchema(
                "Cron expression", "When: minute, hour, day of the month, month, day of the week.", ValueSchema.cron),
            .timezone: KeySchema(
                "Time zone", "The IANA name of the zone whose clocks are followed, daylight saving included.",
                ValueSchema.timezone.with(["default": "UTC"])),
            .missed: KeySchema(
                "Missed ticks", "What happens to ticks that come due while no worker serves the task.",
                ValueSchema.choice { (policy: ScheduleDeclaration.MissedTicks) in
                    switch policy {
                    case .skip: "They are left out."
                    case .latest: "The latest one is made up for, once."
                    }
                }.with(["default": .string(ScheduleDeclaration.MissedTicks.skip.rawValue)])),
        ])

    static let retry = MappingSchema(
        .retry,
        [
            .maxAttempts: KeySchema(
                "Attempts", "How often a run is tried in all, the first time included.",
                ValueSchema.count.with(["default": .integer(standard.maxAttempts)])),
            .factor: KeySchema(
                "Factor", "What each waiting time is multiplied by to give the next.",
                ValueSchema.factor.with(["default": .number(standard.factor)])),
            .minTimeout: KeySchema(
                "Shortest waiting time", "The time before the second attempt.",
                ValueSchema.duration.with(["default": .string(standard.minTimeout.description)])),
            .maxTimeout: KeySchema(
                "Longest waiting time", "What waiting times grow to at most.",
                ValueSchema.duration.with(["default": .string(standard.maxTimeout.description)])),
            .randomize: KeySchema(
                "Randomize", "Whether waiting times vary, so that runs that failed together do not come back together.",
                ValueSchema.flag.with(["default": .bool(standard.randomize)])),
        ])

    private static let standard = RetryPolicy()
}
