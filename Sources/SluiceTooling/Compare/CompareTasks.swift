import SluiceCompiler

/// Tasks that came and went, and what bounds the runs of those that stayed.
func compareTasks(_ versions: Versions, _ log: inout ChangeLog) {
    let (old, new) = (versions.old, versions.new)
    for task in versions.tasks.removed {
        log.add(.taskRemoved, "task '\(old.tasks[task].id.value)' is removed", at: .old(old.tasks[task].id.place))
    }
    for (was, now) in versions.tasks.renamed {
        let (oldID, newID) = (old.tasks[was].id, new.tasks[now].id)
        log.add(
            .taskRenamed, "task '\(oldID.value)' seems to be renamed to '\(newID.value)'", at: .new(newID.place),
            notes: [("it was '\(oldID.value)'", .old(oldID.place))])
    }
    for task in versions.tasks.added {
        log.add(.taskAdded, "task '\(new.tasks[task].id.value)' is added", at: .new(new.tasks[task].id.place))
    }
    for (was, now) in versions.tasks.pairs {
        var comparison = TaskComparison(versions: versions, was: was, now: now)
        comparison.compare(&log)
    }
}

/// Compares one task with what it was; its payload and output apart.
private struct TaskComparison {
    let versions: Versions
    let old: TaskDeclaration
    let new: TaskDeclaration

    init(versions: Versions, was: Int, now: Int) {
        self.versions = versions
        old = versions.old.tasks[was]
        new = versions.new.tasks[now]
    }

    private var name: String { "'\(new.id.value)'" }

    mutating func compare(_ log: inout ChangeLog) {
        compareRetry(&log)
        compareDuration(
            "maxDuration", old.maxDuration, new.maxDuration, lowered: .durationLowered, raised: .durationRaised, &log)
        compareDuration("ttl", old.ttl, new.ttl, lowered: .ttlLowered, raised: .ttlRaised, &log)
        let (oldPriority, newPriority) = (
            old.priority?.value ?? Milliseconds(0), new.priority?.value ?? Milliseconds(0)
        )
        if oldPriority != newPriority {
            log.add(
                .priorityChanged, "the priority of task \(name) is \(newPriority), and was \(oldPriority)",
                at: .new(new.priority?.place ?? new.id.place))
        }
        compareWaits(&log)
        compareSchedules(&log)
        compareChoices(&log)
        compareKeyFields(&log)
    }

    private func compareRetry(_ log: inout ChangeLog) {
        let (was, now) = (old.retry, new.retry)
        if was.maxAttempts > now.maxAttempts {
            log.add(
                .attemptsLowered, "runs of task \(name) have \(now.maxAttempts) attempts, and had \(was.maxAttempts)",
                at: .new(new.id.place), notes: [("it was declared here", .old(old.id.place))])
        }
        let differences = [
            was.maxAttempts < now.maxAttempts ? "maxAttempts: \(was.maxAttempts) → \(now.maxAttempts)" : nil,
            was.factor != now.factor ? "factor: \(was.factor) → \(now.factor)" : nil,
            was.minTimeout != now.minTimeout ? "minTimeout: \(was.minTimeout) → \(now.minTimeout)" : nil,
            was.maxTimeout != now.maxTimeout ? "maxTimeout: \(was.maxTimeout) → \(now.maxTimeout)" : nil,
            was.randomize != now.randomize ? "randomize: \(was.randomize) → \(now.randomize)" : nil,
        ].compactMap(\.self)
        guard !differences.isEmpty else { return }
        log.add(
            .retryChanged, "task \(name) is tried again in another way (\(differences.joined(separator: ", ")))",
            at: .new(now.minTimeoutPlace ?? now.maxTimeoutPlace ?? new.id.place))
    }

    private func compareDuration(
        _ key: String, _ was: Located<Milliseconds>?, _ now: Located<Milliseconds>?, lowered: ChangeKind,
        raised: ChangeKind, _ log: inout ChangeLog
    ) {
        guard was?.value != now?.value else { return }
        let isLower = now.map { now in was.map { now.value < $0.value } ?? true } ?? false
        let text =
            switch (was, now) {
            case (let was?, let now?): "is \(now.value), and was \(was.value)"
            case (_, let now?): "is \(now.value), and there was none"
            default: "is gone; it was \(was!.value)"
            }
        log.add(
            isLower ? lowered : raised, "the \(key) of task \(name) \(text)",
            at: (now?.place).map(VersionPlace.new) ?? .old(was!.place),
            notes: now == nil ? [] : was.map { [("it was \($0.value)", .old($0.place))] } ?? [])
    }

    private func compareWaits(_ log: inout ChangeLog) {
        let wasAwaited = Set(old.waitsFor.compactMap { versions.tasks.new($0.target) })
        let isAwaited = Set(new.waitsFor.map(\.target))
        for wait in old.waitsFor where versions.tasks.new(wait.target).map({ !isAwaited.contains($0) }) ?? true {
            log.add(
                .waitRemoved, "task \(name) no longer waits for '\(wait.name)'", at: .old(wait.place),
                notes: [("\(name) is declared here", .new(new.id.place))])
        }
        for wait in new.waitsFor where !wasAwaited.contains(wait.target) {
            log.add(.waitAdded, "task \(name) may wait for '\(wait.name)'", at: .new(wait.place))
        }
    }

    private func compareSchedules(_ log: inout ChangeLog) {
        switch (old.schedule, new.schedule) {
        case (nil, let now?):
            log.add(.scheduleAdded, "task \(name) is scheduled for \(now)", at: .new(now.cron.place))
        case (let was?, nil):
            log.add(
                .scheduleRemoved, "task \(name) is no longer scheduled for \(was)", at: .old(was.cron.place),
                notes: [("\(name) is declared here", .new(new.id.place))])
        case (let was?, let now?) where "\(was)" != "\(now)":
            log.add(
                .scheduleChanged, "task \(name) is scheduled for \(now), and was for \(was)", at: .new(now.cron.place),
                notes: [("it was declared here", .old(was.cron.place))])
        default: break
        }
    }

    private func compareChoices(_ log: inout ChangeLog) {
        if versions.queues.new(old.queue.target) != new.queue.target {
            let refusal = refusalByNewQueue
            log.add(
                refusal == nil ? .defaultQueueChanged : .defaultQueueKeyChanged,
                "runs of task \(name) wait in \(new.queueName)\(refusal ?? ""), and waited in \(old.queueName)",
                at: .new(new.queue.place), notes: [("it was declared here", .old(old.queue.place))])
        }
        let newChoices = [new.queue] + new.overrides
        let offered = Set(newChoices.map(\.name))
        // Without a choice a trigger names no queue: whatever is the task's queue then is taken.
        let oldChoices = versions.old.hasChoice(old) ? [old.queue] + old.overrides : []
        for choice in oldChoices where !offered.contains(choice.name) {
            // The own queue of a task that seems to be renamed has gone with its name.
            if old.ownsQueue, choice == old.queue, new.ownsQueue { continue }
            add(choiceRemoved: choice, to: &log)
        }
        let known = Set(([old.queue] + old.overrides).compactMap { versions.queues.new($0.target) })
        for choice in new.overrides where !known.contains(choice.target) {
            log.add(
                .choiceAdded, "queue '\(choice.name)' can be chosen for task \(name)", at: .new(choice.place))
        }
    }

    /// Why the task's new queue refuses triggers of older callers, if it does: without a choice they name no queue, and pass
    /// a key only where a payload field holds it.
    private var refusalByNewQueue: String? {
        guard !versions.old.hasChoice(old) else { return nil }
        return switch (old.keyField, versions.new.queues[new.queue.target].concurrencyKey) {
        case (nil, .required): ", which requires a key"
        case (_?, .none): ", which takes no key"
        default: nil
        }
    }

    private func add(choiceRemoved choice: Reference<QueueDeclaration>, to log: inout ChangeLog) {
        let renamed = versions.queues.new(choice.target).map { versions.new.queues[$0].name.value }
        let remedy = renamed.flatMap { $0 == choice.name ? nil : "; it seems to be '\($0)' now" } ?? ""
        log.add(
            .choiceRemoved, "queue '\(choice.name)' can no longer be chosen for task \(name)\(remedy)",
            at: .old(choice.place),
            notes: [("\(name) is declared here", .new(new.id.place))])
    }

    private func compareKeyFields(_ log: inout ChangeLog) {
        switch (old.keyField?.name, new.keyField?.name) {
        case (nil, let now?):
            log.add(
                .keyFieldAdded, "the concurrency key of task \(name) is taken from field '\(now.value)'",
                at: .new(now.place))
        case (let was?, nil):
            log.add(
                .keyFieldRemoved, "the concurrency key of task \(name) is no longer taken from field '\(was.value)'",
                at: .old(was.place), notes: [("\(name) is declared here", .new(new.id.place))])
        case (let was?, let now?) where was.value != now.value:
            log.add(
                .keyFieldChanged,
                "the concurrency key of task \(name) is taken from field '\(now.value)', and was from '\(was.value)'",
                at: .new(now.place), notes: [("it was '\(was.value)'", .old(was.place))])
        default: break
        }
    }
}

extension TaskDeclaration {
    fileprivate var queueName: String { ownsQueue ? "a queue of its own" : "queue '\(queue.name)'" }
}

extension Declarations {
    /// Whether generated triggers of the task name a queue.
    fileprivate func hasChoice(_ task: TaskDeclaration) -> Bool {
        !task.overrides.isEmpty || (task.keyField == nil && queues[task.queue.target].concurrencyKey != .none)
    }
}
