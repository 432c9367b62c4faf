extension Rule {
    package static let scheduleNeedsPayload = Rule(
        "schedule-needs-payload", "the payload of a scheduled task can be left out")
    package static let scheduleNeedsKey = Rule(
        "schedule-needs-key", "runs of a scheduled task wait in a queue that requires no key")
}

extension Diagnostic {
    static func scheduleNeedsPayload(
        _ task: TaskDeclaration, _ schedule: ScheduleDeclaration, field: FieldDeclaration
    ) -> Diagnostic {
        let (name, type) = (field.name.value, field.type.value)
        let message =
            "a schedule triggers '\(task.id.value)' without a payload, but its field '\(name)' has no default; "
            + "give it one, write '\(type)?' where it may be missing, or schedule a task that triggers this one"
        return Diagnostic(
            .error, .scheduleNeedsPayload, message, at: schedule.cron.place,
            notes: [Note("'\(name)' is declared here", at: field.name.place)])
    }

    static func scheduleNeedsPayload(
        _ task: TaskDeclaration, _ schedule: ScheduleDeclaration, type: Located<FieldType>
    ) -> Diagnostic {
        let message =
            "a schedule triggers '\(task.id.value)' without a payload, but its payload is a value of type '\(type.value)'; "
            + "declare fields with defaults, or schedule a task without a payload that triggers this one"
        return Diagnostic(
            .error, .scheduleNeedsPayload, message, at: schedule.cron.place,
            notes: [Note("the payload is declared here", at: type.place)])
    }

    static func scheduleNeedsKey(
        _ task: TaskDeclaration, _ schedule: ScheduleDeclaration, queue: QueueDeclaration
    ) -> Diagnostic {
        let name = task.ownsQueue ? "its queue" : "queue '\(queue.name.value)'"
        let message =
            "a schedule triggers '\(task.id.value)' without a key, but \(name) requires one; "
            + "write 'concurrencyKey: optional', choose another queue, or schedule a task that triggers this one for each key"
        return Diagnostic(
            .error, .scheduleNeedsKey, message, at: schedule.cron.place,
            notes: [Note("\(name) is declared here", at: queue.name.place)])
    }
}

/// A tick has nothing to pass: neither a payload nor a key.
func checkSchedules(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    for index in declarations.tasks.indices {
        guard let schedule = declarations.tasks[index].schedule else { continue }
        let task = declarations.tasks[index]
        if case .type(let type) = task.payload, declarations.needsValue(type.value) {
            problems.append(.scheduleNeedsPayload(task, schedule, type: type))
        } else if let field = declarations.payloadFields(of: task)?.first(where: \.isRequired) {
            problems.append(.scheduleNeedsPayload(task, schedule, field: field))
        }
        if let queue = task.queue.index.map({ declarations.queues[$0] }), queue.concurrencyKey == .required {
            problems.append(.scheduleNeedsKey(task, schedule, queue: queue))
        }
    }
}

extension FieldDeclaration {
    fileprivate var isRequired: Bool {
        if case .optional = type.value { return false }
        return defaultValue == nil
    }
}

extension Declarations {
    /// Whether an empty object is no value of a type. A reference that leads nowhere is another rule's matter.
    fileprivate func needsValue(_ type: FieldType) -> Bool {
        switch type {
        case .dictionary: false
        case .named(let reference):
            switch reference.index.map({ types[$0].kind }) {
            case .structure, nil: false
            case .enumeration, .external: true
            }
        case .builtin, .array, .optional: true
        }
    }
}
