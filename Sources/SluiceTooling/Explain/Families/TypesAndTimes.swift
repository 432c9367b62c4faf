import SluiceCompiler

extension RuleFamily {
    static let typesAndTimes = RuleFamily(
        title: "Types and times that can't be",
        explanations: [
            Explanation(
                .recursiveType,
                reason: """
                    A struct that contains itself would have no end, and Swift refuses it. An array or a dictionary
                    between them makes an end possible, because it may be empty. An optional does not: Swift stores
                    its value in place.
                    """,
                failing: """
                    types:
                      Comment: { text: String, answer: Comment? }
                    tasks:
                      publish-comment: { payload: Comment }
                    """,
                passing: """
                    types:
                      Comment: { text: String, answers: [Comment] }
                    tasks:
                      publish-comment: { payload: Comment }
                    """,
                remedy: """
                    Put an array between, such as `[Comment]`, even where it holds one value at most.
                    """),
            Explanation(
                .timeoutOrder,
                reason: """
                    `minTimeout` is the time before the first retry, and `maxTimeout` what the growing time between
                    retries never passes, so that it can't be the smaller of the two. By default they are 1s and 1m. A
                    `ttl` or `maxDuration` of 0 leaves no time to start or to run at all.
                    """,
                failing: """
                    tasks:
                      charge-card:
                        ttl: 0s
                        retry: { maxAttempts: 5, minTimeout: 5m }
                    """,
                passing: """
                    tasks:
                      charge-card:
                        ttl: 10m
                        retry: { maxAttempts: 5, minTimeout: 5m, maxTimeout: 1h }
                    """,
                remedy: """
                    Set both times of `retry`, the smaller one as `minTimeout`. Leave `ttl` or `maxDuration` out where
                    there is to be no bound.
                    """),
        ])
}
