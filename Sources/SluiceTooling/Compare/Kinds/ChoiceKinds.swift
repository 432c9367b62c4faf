// Which queue a trigger gets, and which it may choose.
extension ChangeKind {
    static let defaultQueueChanged = ChangeKind(
        "default-queue-changed", .risky, "a task's queue is changed",
        effect: """
            queued runs stay in the old queue under its limits, new ones wait in the new queue: for a while both \
            execute side by side
            """,
        remedy: "where two at once would do harm, let the old queue run empty first")
    static let defaultQueueKeyChanged = ChangeKind(
        "default-queue-key-changed", .breaking,
        "a task's queue is changed to one that refuses what callers without a choice of queues send as key",
        effect: """
            older callers name no queue and are refused: they pass no key where one is required now, or one where \
            none is taken; runs that are queued in the old queue are executed
            """,
        remedy: "list the new queue in 'overrides' first, and make it the task's when every caller names a queue")
    static let choiceRemoved = ChangeKind(
        "override-removed", .breaking, "a queue can no longer be chosen for a task",
        effect: """
            older callers that choose it are refused, and code that names it no longer compiles; runs that are \
            queued in it are executed
            """,
        remedy: "let callers choose another queue first")
    static let choiceAdded = ChangeKind(
        "override-added", .safe, "a queue can be chosen for a task that could not before",
        effect: "older callers do not choose it")
    static let keyFieldAdded = ChangeKind(
        "key-field-added", .risky, "a task takes its concurrency key from the payload, and did not before",
        effect: """
            code that passes a key no longer compiles; older callers still pass keys of their own, and where \
            those differ one tenant has two pools of slots
            """,
        remedy: "take the field whose value callers have passed")
    static let keyFieldRemoved = ChangeKind(
        "key-field-removed", .risky, "a task no longer takes its concurrency key from the payload",
        effect: "queued runs and older callers keep the payload's key; code must pass a key once it is built anew",
        remedy: "pass the value of the same field, or one tenant has two pools of slots")
    static let keyFieldChanged = ChangeKind(
        "key-field-changed", .risky, "a task takes its concurrency key from another payload field",
        effect: """
            queued runs and older callers keep the old field's key, so one tenant has two pools of slots until \
            they have ended
            """)

    static let choices = [
        defaultQueueChanged, defaultQueueKeyChanged, choiceRemoved, choiceAdded, keyFieldAdded, keyFieldRemoved,
        keyFieldChanged,
    ]
}
