import SluiceCompiler

extension RuleFamily {
    static let keys = RuleFamily(
        title: "Keys and what they hold",
        explanations: [
            Explanation(
                .duplicateKey,
                reason: """
                    YAML forbids a key that is written twice in one mapping, and most readers take the last one
                    without a word: the limit that you see first would not be the one that counts. What speaks for the
                    whole target (`organization`, `swift`) is said once over all of its files, for the same reason.
                    """,
                failing: """
                    tasks:
                      render-video:
                        queue: { concurrencyLimit: 4 }
                        maxDuration: 10m
                        queue: { concurrencyLimit: 1 }
                    """,
                passing: """
                    tasks:
                      render-video:
                        queue: { concurrencyLimit: 1 }
                        maxDuration: 10m
                    """,
                remedy: """
                    Remove one of the two, or merge what they hold.
                    """),
            Explanation(
                .unknownKey,
                reason: """
                    A key that means nothing is nearly always a key that is misspelt or stands in the wrong place. To
                    pass over it would leave the task without the limit that you wrote down.
                    """,
                failing: """
                    tasks:
                      render-video:
                        concurrencyLimit: 4
                        max-duration: 10m
                    """,
                passing: """
                    tasks:
                      render-video:
                        queue: { concurrencyLimit: 4 }
                        maxDuration: 10m
                    """,
                remedy: """
                    Take the key that the message suggests. Keys are in camel case: `maxDuration`, `waitsFor`.
                    """),
            Explanation(
                .wrongType,
                reason: """
                    Each key takes one kind of value: a number, `true` or `false`, text, a list or a mapping. Quotes
                    make text of a number, and `yes` is text too. Nothing is converted in silence, because a guess
                    about a limit would show only under load.
                    """,
                failing: """
                    queues:
                      uploads:
                        concurrencyLimit: "10"
                        paused: no
                    tasks:
                      resize-image: { queue: uploads }
                    """,
                passing: """
                    queues:
                      uploads:
                        concurrencyLimit: 10
                        paused: false
                    tasks:
                      resize-image: { queue: uploads }
                    """,
                remedy: """
                    Write a value of the kind that the message names.
                    """),
            Explanation(
                .missingKey,
                reason: """
                    Some declarations say nothing without a certain key: an organization without a limit, a plan
                    without one, or a field without a type. Where an organization has plans, one of them must be the
                    plan of a service that names none when it starts.
                    """,
                failing: """
                    organization:
                      plans:
                        free: { concurrencyLimit: 5 }
                        paid: { concurrencyLimit: 50 }
                    tasks:
                      send-invoice: {}
                    """,
                passing: """
                    organization:
                      plans:
                        free: { concurrencyLimit: 5 }
                        paid: { concurrencyLimit: 50 }
                      plan: free
                    tasks:
                      send-invoice: {}
                    """,
                remedy: """
                    Add the key that the message names, or remove what is incomplete.
                    """),
            Explanation(
                .conflictingKeys,
                reason: """
                    Two keys say the same thing in different words, and only one of them could be heeded: an
                    organization has one limit, or one for each plan; a field has one default.
                    """,
                failing: """
                    organization:
                      concurrencyLimit: 100
                      plans:
                        free: { concurrencyLimit: 5 }
                        paid: { concurrencyLimit: 50 }
                      plan: free
                    tasks:
                      send-invoice: {}
                    """,
                passing: """
                    organization:
                      plans:
                        free: { concurrencyLimit: 5 }
                        paid: { concurrencyLimit: 50 }
                      plan: free
                    tasks:
                      send-invoice: {}
                    """,
                remedy: """
                    Keep the one that you mean, and remove the other.
                    """),
        ])
}
