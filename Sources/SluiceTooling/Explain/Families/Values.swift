import SluiceCompiler

extension RuleFamily {
    static let values = RuleFamily(
        title: "Names, durations, types and defaults",
        explanations: [
            Explanation(
                .invalidName,
                reason: """
                    Names of tasks, queues, types, fields, cases and plans become names in Swift and in the store,
                    where your runs are kept under them. So a name is made of letters from A to Z, digits, `-` and
                    `_`, begins with a letter, and has at most 122 characters. It is never altered to fit, which could
                    make two names one.
                    """,
                failing: """
                    tasks:
                      send email:
                        payload: { 1st-name: String }
                    """,
                passing: """
                    tasks:
                      send-email:
                        payload: { first-name: String }
                    """,
                remedy: """
                    Rename it; the message has a suggestion where there is an obvious one. In Swift, `send-email`
                    becomes `sendEmail`.
                    """),
            Explanation(
                .invalidDuration,
                reason: """
                    A bare number could be seconds or milliseconds, and a factor of a thousand is a bad surprise. So a
                    duration names its units, the largest first and each once: `250ms`, `30s`, `5m`, `1h30m`, `2d`.
                    """,
                failing: """
                    tasks:
                      import-orders:
                        maxDuration: 90
                        ttl: 1.5h
                    """,
                passing: """
                    tasks:
                      import-orders:
                        maxDuration: 90s
                        ttl: 1h30m
                    """,
                remedy: """
                    Write whole numbers with units: d, h, m, s, ms.
                    """),
            Explanation(
                .invalidType,
                reason: """
                    The types of payloads and outputs are checked when the declarations are built, so that generated
                    Swift code always compiles. A type is a name, `[Type]` for an array, `[String: Type]` for a
                    dictionary, or one of these with a `?` where the value may be missing.
                    """,
                failing: """
                    tasks:
                      send-newsletter:
                        payload:
                          recipients: String[]
                          attempts: Array<Int>
                    """,
                passing: """
                    tasks:
                      send-newsletter:
                        payload:
                          recipients: [String]
                          attempts: [Int]
                    """,
                remedy: """
                    Write the type as Swift does. The built-in types are String, Bool, Int, Int8 to Int64, UInt, UInt8
                    to UInt64, Float, Double, Date, URL, UUID and Data; others are declared under `types`.
                    """),
            Explanation(
                .invalidDefault,
                reason: """
                    A default is used whenever a trigger leaves its field out. One that is no value of the field's
                    type would fail in a run, long after it was written down.
                    """,
                failing: """
                    types:
                      Priority: [low, normal, high]
                    tasks:
                      send-newsletter:
                        payload:
                          priority: Priority = urgent
                          copies: UInt8 = 300
                    """,
                passing: """
                    types:
                      Priority: [low, normal, high]
                    tasks:
                      send-newsletter:
                        payload:
                          priority: Priority = high
                          copies: UInt8 = 3
                    """,
                remedy: """
                    Write a value of the type, or make the type optional (`Priority?`): then the default is nothing.
                    """),
        ])
}
