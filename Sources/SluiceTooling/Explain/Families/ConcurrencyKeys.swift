import SluiceCompiler

extension RuleFamily {
    static let concurrencyKeys = RuleFamily(
        title: "Concurrency keys",
        explanations: [
            Explanation(
                .unknownField,
                reason: """
                    A task's `concurrencyKey` names the field of its payload that tells whose run it is, so that each
                    user, say, has slots of their own. Without the field there is nothing to take the key from.
                    """,
                failing: """
                    queues:
                      per-user: { concurrencyKey: required, concurrencyLimit: { perKey: 1 } }
                    tasks:
                      export-data:
                        payload: { userId: String }
                        queue: per-user
                        concurrencyKey: user
                    """,
                passing: """
                    queues:
                      per-user: { concurrencyKey: required, concurrencyLimit: { perKey: 1 } }
                    tasks:
                      export-data:
                        payload: { userId: String }
                        queue: per-user
                        concurrencyKey: userId
                    """,
                remedy: """
                    Name a field of the payload, or add one. Without `concurrencyKey`, each trigger passes the key
                    itself.
                    """),
            Explanation(
                .unusableKeyField,
                reason: """
                    Runs of equal keys share slots, so that a key must always be there and have one exact text. An
                    optional may be missing, collections and structs have no one text, and 0.1 + 0.2 is not 0.3.
                    """,
                failing: """
                    queues:
                      per-user: { concurrencyKey: required, concurrencyLimit: { perKey: 1 } }
                    tasks:
                      export-data:
                        payload: { userId: String? }
                        queue: per-user
                        concurrencyKey: userId
                    """,
                passing: """
                    queues:
                      per-user: { concurrencyKey: required, concurrencyLimit: { perKey: 1 } }
                    tasks:
                      export-data:
                        payload: { userId: String }
                        queue: per-user
                        concurrencyKey: userId
                    """,
                remedy: """
                    Use a field of type String, Bool, UUID, URL, an integer, or an enumeration.
                    """),
            Explanation(
                .unusedKey,
                reason: """
                    The task takes a key from its payload, but none of its queues has slots per key: the key would
                    change nothing, though it looks as if it did.
                    """,
                failing: """
                    queues:
                      exports: { concurrencyLimit: 1 }
                    tasks:
                      export-data:
                        payload: { userId: String }
                        queue: exports
                        concurrencyKey: userId
                    """,
                passing: """
                    queues:
                      exports: { concurrencyKey: required, concurrencyLimit: { perKey: 1 } }
                    tasks:
                      export-data:
                        payload: { userId: String }
                        queue: exports
                        concurrencyKey: userId
                    """,
                remedy: """
                    Let the queue take keys with `concurrencyKey: required`, and say whether its limit is `perKey` or
                    `total`; or remove the task's `concurrencyKey`.
                    """),
        ])
}
