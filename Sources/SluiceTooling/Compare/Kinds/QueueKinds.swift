// Queues, and whether they take keys.
extension ChangeKind {
    static let queueRemoved = ChangeKind(
        "queue-removed", .risky, "a queue is removed",
        effect: "its queued runs are executed under the limits it last had, and reported when a service starts")
    static let queueRenamed = ChangeKind(
        "queue-renamed", .risky, "a queue seems to be renamed",
        effect: """
            queued runs stay in the old queue under its limits, new ones wait in the new queue: for a while both \
            execute side by side
            """,
        remedy: "keep the name, or let the old queue run empty first where two at once would do harm")
    static let queueAdded = ChangeKind(
        "queue-added", .safe, "a queue is added", effect: "nothing was queued in it")
    static let keyDemanded = ChangeKind(
        "key-demanded", .breaking, "a queue's `concurrencyKey` becomes `required`",
        effect: """
            older callers that pass no key are refused, and code must pass one; queued runs without a key share \
            one pool of slots
            """,
        remedy: "make it 'optional' first, and 'required' when every caller passes a key")
    static let keyRefused = ChangeKind(
        "key-refused", .breaking, "a queue's `concurrencyKey` becomes `none`",
        effect: """
            older callers that pass a key are refused, and code that passes one no longer compiles; queued runs \
            keep their keys
            """,
        remedy: "make it 'optional' first, and remove it when no caller passes a key any more")
    static let keyOptional = ChangeKind(
        "key-optional", .safe, "a queue's `concurrencyKey` becomes `optional`",
        effect: "older callers go on with or without a key; runs without one share one pool of slots")
    static let onWaitHold = ChangeKind(
        "on-wait-hold", .risky, "`onWait` becomes `hold`",
        effect: "runs that wait keep their slots, so fewer execute at once")
    static let onWaitRelease = ChangeKind(
        "on-wait-release", .risky, "`onWait` becomes `release`",
        effect: """
            while a run waits, another run of the queue executes: what relied on having the queue to itself no \
            longer has
            """)
    static let pausedChanged = ChangeKind(
        "paused-changed", .risky, "`paused` is changed",
        effect: """
            a queue that the store knows already stays paused or running as it is: 'paused' counts when it is \
            first registered
            """,
        remedy: "pause or resume the queue in the running system")

    static let queues = [
        queueRemoved, queueRenamed, queueAdded, keyDemanded, keyRefused, keyOptional, onWaitHold, onWaitRelease,
        pausedChanged,
    ]
}
