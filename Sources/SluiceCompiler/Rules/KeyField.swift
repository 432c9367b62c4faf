extension Rule {
    package static let unknownField = Rule("unknown-field", "a task's key field is a field of its payload")
    package static let unusableKeyField = Rule(
        "unusable-key-field", "a key field always has a value that is exact as text")
    package static let unusedKey = Rule("unused-key", "a task with a key field has a queue that takes keys")
}

extension Diagnostic {
    static func unknownField(_ name: Located<String>, task: String, fields: [String]) -> Diagnostic {
        let remedy =
            if let nearest = NearestName.find(name.value, among: fields) {
                "did you mean '\(nearest)'?"
            } else if fields.isEmpty {
                "declare it there, as in 'payload: { \(name.value.shortened): String }'"
            } else {
                "its fields are \(fields.quotedList)"
            }
        let message = "the payload of '\(task)' has no field '\(name.value.shortened)' to take the key from; \(remedy)"
        return Diagnostic(.error, .unknownField, message, at: name.place)
    }

    static func unusableKeyField(_ name: Located<String>, reason: String, field: Place) -> Diagnostic {
        let message =
            "'\(name.value)' can't be the key: \(reason); use a field of type String, Int, Bool, UUID or URL, or an enumeration"
        return Diagnostic(
            .error, .unusableKeyField, message, at: name.place, notes: [Note("its type is here", at: field)])
    }

    static func unusedKey(_ name: Located<String>, task: String, queue: QueueDeclaration?) -> Diagnostic {
        let message =
            "'\(task)' takes its key from '\(name.value)', but none of its queues takes a key; "
            + "remove this, or add 'concurrencyKey: required' \(queue.map { "to '\($0.name.value)'" } ?? "under 'queue'")"
        return Diagnostic(
            .error, .unusedKey, message, at: name.place,
            notes: queue.map { [Note("'\($0.name.value)' takes no key", at: $0.name.place)] } ?? [])
    }
}

func checkKeyFields(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    for index in declarations.tasks.indices {
        guard let name = declarations.tasks[index].keyField?.name else { continue }
        let task = declarations.tasks[index]
        if let fields = declarations.payloadFields(of: task) {
            if let field = fields.first(where: { $0.name.value == name.value }) {
                if let reason = declarations.reasonAgainstKey(field.type.value) {
                    problems.append(.unusableKeyField(name, reason: reason, field: field.type.place))
                }
            } else {
                problems.append(.unknownField(name, task: task.id.value, fields: fields.map(\.name.value)))
            }
        }
        let takesKey = ([task.queue] + task.overrides).contains { queue in
            queue.index.map { declarations.queues[$0].mayTakeKey } ?? true
        }
        if !takesKey {
            let queue = task.ownsQueue ? nil : declarations[task.queue]
            problems.append(.unusedKey(name, task: task.id.value, queue: queue))
        }
    }
}

extension Declarations {
    /// Why values of a type can't tell keys apart; `nil` where they can.
    fileprivate func reasonAgainstKey(_ type: FieldType) -> String? {
        switch type {
        case .optional: "it may be missing"
        case .array, .dictionary: "it is a collection"
        case .builtin(.float), .builtin(.double): "floating-point numbers are not exact"
        case .builtin(.date): "a date is a floating-point number inside"
        case .builtin(.data): "it is binary"
        case .builtin: nil
        case .named(let reference): reference.index.flatMap { reasonAgainstKey(types[$0]) }
        }
    }

    private func reasonAgainstKey(_ type: TypeDeclaration) -> String? {
        switch type.kind {
        case .enumeration: nil
        case .structure: "'\(type.name.value)' has fields of its own"
        case .external: "what '\(type.name.value)' is as text is not known"
        }
    }
}
