import SluiceCompiler

/// Queues that came and went, and what those that stayed do.
func compareQueues(_ versions: Versions, _ log: inout ChangeLog) {
    let (old, new) = (versions.old, versions.new)
    for queue in versions.queues.removed {
        let name = old.queues[queue].name
        log.add(.queueRemoved, "queue '\(name.value)' is removed", at: .old(name.place))
    }
    for (was, now) in versions.queues.renamed {
        let (oldName, newName) = (old.queues[was].name, new.queues[now].name)
        log.add(
            .queueRenamed, "queue '\(oldName.value)' seems to be renamed to '\(newName.value)'",
            at: .new(newName.place),
            notes: [("it was '\(oldName.value)'", .old(oldName.place))])
    }
    for queue in versions.queues.added {
        let name = new.queues[queue].name
        log.add(.queueAdded, "queue '\(name.value)' is added", at: .new(name.place))
    }
    for (was, now) in versions.queues.pairs { compareQueue(old.queues[was], new.queues[now], &log) }
}

private func compareQueue(_ old: QueueDeclaration, _ new: QueueDeclaration, _ log: inout ChangeLog) {
    let place = VersionPlace.new(new.name.place)
    let notes = [("it was declared here", VersionPlace.old(old.name.place))]
    let queue = "queue '\(new.name.value)'"
    if old.concurrencyKey != new.concurrencyKey {
        let kind: ChangeKind =
            switch new.concurrencyKey {
            case .required: .keyDemanded
            case .optional: .keyOptional
            case .none: .keyRefused
            }
        let message =
            "\(queue) \(new.concurrencyKey.sentence), and \(old.concurrencyKey.pastSentence)"
        log.add(kind, message, at: place, notes: notes)
    }
    compareLimits(
        "most runs of \(queue) at once", old.limits.total, new.limits.total, at: new.name.place, &log)
    compareLimits(
        "most runs of one key of \(queue) at once", old.limits.perKey, new.limits.perKey, at: new.name.place, &log)
    if old.onWait != new.onWait {
        log.add(
            new.onWait == .hold ? .onWaitHold : .onWaitRelease,
            "runs of \(queue) \(new.onWait == .hold ? "keep" : "give back") their slots while they wait", at: place,
            notes: notes)
    }
    if old.paused != new.paused {
        log.add(
            .pausedChanged, "\(queue) is \(new.paused ? "" : "no longer ")paused when it is first registered",
            at: place,
            notes: notes)
    }
}

/// Compares one limit.
///
/// - Parameters:
///   - subject: What is limited.
///   - place: Where the limit would be said in the new version, if anywhere.
func compareLimits(
    _ subject: String, _ old: Located<Int>?, _ new: Located<Int>?, at place: Place?, _ log: inout ChangeLog
) {
    guard old?.value != new?.value else { return }
    switch (old, new) {
    case (let old?, let new?):
        let kind: ChangeKind = new.value < old.value ? .limitLowered : old.value == 1 ? .exclusionLost : .limitRaised
        log.add(
            kind, "\(subject): \(new.value), and it was \(old.value)", at: .new(new.place),
            notes: [("it was \(old.value)", .old(old.place))])
    case (nil, let new?):
        log.add(.limitAdded, "\(subject): \(new.value), and there was no limit", at: .new(new.place))
    case (let old?, nil):
        log.add(
            old.value == 1 ? .exclusionLost : .limitRemoved, "\(subject): no limit, and it was \(old.value)",
            at: .old(old.place), notes: place.map { [("what it limited is declared here", .new($0))] } ?? [])
    case (nil, nil): break
    }
}

extension QueueDeclaration.KeyUse {
    fileprivate var sentence: String {
        switch self {
        case .none: "takes no key"
        case .optional: "takes a key or none"
        case .required: "demands a key"
        }
    }

    fileprivate var pastSentence: String {
        switch self {
        case .none: "took none"
        case .optional: "took a key or none"
        case .required: "demanded one"
        }
    }
}
