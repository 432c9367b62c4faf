// Tasks, and what bounds their runs.
extension ChangeKind {
    static let taskRemoved = ChangeKind(
        "task-removed", .breaking, "a task is removed",
        effect: """
            no worker executes its queued runs any more, whatever waits for them waits on, and callers are \
            refused
            """,
        remedy: "stop triggering it first, and remove it when it has no runs left")
    static let taskRenamed = ChangeKind(
        "task-renamed", .breaking, "a task seems to be renamed",
        effect: """
            runs are queued under the old name, which no worker executes any more, and older callers trigger in vain
            """,
        remedy: "declare it under both names until the old one has no runs left")
    static let taskAdded = ChangeKind(
        "task-added", .safe, "a task is added", effect: "nothing was queued or built for it")

    static let attemptsLowered = ChangeKind(
        "attempts-lowered", .risky, "`retry.maxAttempts` is lowered",
        effect: "new runs fail for good earlier; queued ones keep the number that they were triggered with")
    static let retryChanged = ChangeKind(
        "retry-changed", .safe, "`retry` is changed otherwise",
        effect: "queued runs keep their number of attempts; the waits between them are the new ones at once")
    static let durationLowered = ChangeKind(
        "max-duration-lowered", .risky, "`maxDuration` is lowered or added",
        effect: "attempts that take longer are ended as timed out, those of queued runs too",
        remedy: "measure how long attempts take before")
    static let durationRaised = ChangeKind(
        "max-duration-raised", .safe, "`maxDuration` is raised or removed",
        effect: "attempts may take longer, those of queued runs too")
    static let ttlLowered = ChangeKind(
        "ttl-lowered", .risky, "`ttl` is lowered or added",
        effect: """
            new runs that wait longer expire without being executed; queued ones keep the time they were \
            triggered with
            """)
    static let ttlRaised = ChangeKind(
        "ttl-raised", .safe, "`ttl` is raised or removed",
        effect: "new runs may wait longer; queued ones keep the time they were triggered with")
    static let priorityChanged = ChangeKind(
        "priority-changed", .safe, "`priority` is changed",
        effect: "new runs are put in order by it; queued ones keep the head start they were triggered with")
    static let waitRemoved = ChangeKind(
        "wait-removed", .risky, "a task is removed from `waitsFor`",
        effect: """
            handlers that wait for it no longer compile, and a run that waited for it when its worker stopped is \
            executed again without that wait
            """,
        remedy: "let the runs that wait for it end before the new handlers are deployed")
    static let waitAdded = ChangeKind(
        "wait-added", .safe, "a task is added to `waitsFor`", effect: "handlers may wait for it; nothing else changes")
    static let scheduleAdded = ChangeKind(
        "schedule-added", .safe, "a `schedule` is added",
        effect: "ticks become runs from the registration on; none is made up for that was before")
    static let scheduleRemoved = ChangeKind(
        "schedule-removed", .risky, "a `schedule` is removed",
        effect: "no tick becomes a run any more from the registration on; queued runs are executed")
    static let scheduleChanged = ChangeKind(
        "schedule-changed", .risky, "a `schedule` is changed",
        effect: """
            ticks follow the new one from its registration on, and none that was missed before is made up for; a worker of \
            the older version triggers the ticks of its own schedule until it stops
            """,
        remedy: "stop the older workers first where a run too many would do harm")

    static let tasks = [
        taskRemoved, taskRenamed, taskAdded, attemptsLowered, retryChanged, durationLowered, durationRaised, ttlLowered,
        ttlRaised, priorityChanged, waitRemoved, waitAdded, scheduleAdded, scheduleRemoved, scheduleChanged,
    ]
}
