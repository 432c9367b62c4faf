import SluiceCompiler

extension RuleFamily {
    static let limits = RuleFamily(
        title: "Limits",
        explanations: [
            Explanation(
                .limitBelowOne,
                reason: """
                    A limit is the number of runs that may execute at once. With 0, runs would pile up and none would
                    ever start, which is easy to take for a fault of the service.
                    """,
                failing: """
                    tasks:
                      send-newsletter:
                        queue: { concurrencyLimit: 0 }
                    """,
                passing: """
                    tasks:
                      send-newsletter:
                        queue: { concurrencyLimit: 1, paused: true }
                    """,
                remedy: """
                    Write 1 or more. To hold a queue back for a while, write `paused: true`; for no limit of its own,
                    leave `concurrencyLimit` out.
                    """),
            Explanation(
                .limitExceedsOrganization,
                reason: """
                    The organization's limit caps all queues together, so that a queue can never have more runs than
                    that. A larger limit promises what will not happen. Where it can be reached on some plans only,
                    this is a warning.
                    """,
                failing: """
                    organization: { concurrencyLimit: 50 }
                    tasks:
                      resize-image:
                        queue: { concurrencyLimit: 80 }
                    """,
                passing: """
                    organization: { concurrencyLimit: 100 }
                    tasks:
                      resize-image:
                        queue: { concurrencyLimit: 80 }
                    """,
                remedy: """
                    Lower the queue's limit or raise the organization's. If a smaller plan is meant to have less,
                    silence the warning with `# sluice:ignore limit-exceeds-organization`.
                    """),
            Explanation(
                .perKeyExceedsTotal,
                reason: """
                    Of a queue with keys, `perKey` is the limit for the runs of each key, and `total` the limit for
                    all of them together. One key can't have more runs than the whole queue.
                    """,
                failing: """
                    queues:
                      exports:
                        concurrencyKey: required
                        concurrencyLimit: { perKey: 10, total: 5 }
                    tasks:
                      export-data: { queue: exports }
                    """,
                passing: """
                    queues:
                      exports:
                        concurrencyKey: required
                        concurrencyLimit: { perKey: 2, total: 5 }
                    tasks:
                      export-data: { queue: exports }
                    """,
                remedy: """
                    Lower `perKey` or raise `total`.
                    """),
            Explanation(
                .perKeyWithoutKey,
                reason: """
                    `perKey` limits the runs of each key, but triggers pass no key to this queue: there is nothing to
                    tell its runs apart by, and the limit would never hold anything back.
                    """,
                failing: """
                    queues:
                      exports: { concurrencyLimit: { perKey: 1 } }
                    tasks:
                      export-data: { queue: exports }
                    """,
                passing: """
                    queues:
                      exports: { concurrencyKey: required, concurrencyLimit: { perKey: 1 } }
                    tasks:
                      export-data: { queue: exports }
                    """,
                remedy: """
                    Add `concurrencyKey: required` if each key is to have slots of its own, or write one number for
                    all runs of the queue: `concurrencyLimit: 1`.
                    """),
            Explanation(
                .ambiguousKeyedLimit,
                reason: """
                    For a queue with keys, one number could be the limit of each key or of all keys together. The two
                    differ as soon as there is a second key, so that the declaration has to say which is meant.
                    """,
                failing: """
                    queues:
                      exports: { concurrencyKey: required, concurrencyLimit: 10 }
                    tasks:
                      export-data: { queue: exports }
                    """,
                passing: """
                    queues:
                      exports: { concurrencyKey: required, concurrencyLimit: { perKey: 1, total: 10 } }
                    tasks:
                      export-data: { queue: exports }
                    """,
                remedy: """
                    Write `{ perKey: … }`, `{ total: … }`, or both.
                    """),
        ])
}
