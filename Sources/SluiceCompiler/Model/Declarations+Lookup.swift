extension Declarations {
    /// Passes every mention of a declared type, and the index of the type that mentions it if a type does.
    package func eachTypeReference(_ body: (Reference<TypeDeclaration>, _ user: Int?) -> Void) {
        for (index, type) in types.enumerated() {
            guard case .structure(let fields) = type.kind else { continue }
            for field in fields { field.type.value.eachReference { body($0, index) } }
        }
        for index in tasks.indices {
            tasks[index].payload.eachType { $0.eachReference { body($0, nil) } }
            tasks[index].output.eachType { $0.eachReference { body($0, nil) } }
        }
    }

    /// The fields of a task's payload, its own or those of the declared struct that it is; `nil` where that is not known.
    package func payloadFields(of task: TaskDeclaration) -> [FieldDeclaration]? {
        switch task.payload {
        case .none: []
        case .fields(let fields): fields
        case .type(let type): structFields(type.value)
        }
    }

    private func structFields(_ type: FieldType) -> [FieldDeclaration]? {
        guard case .named(let reference) = type else { return [] }
        guard let index = reference.index else { return nil }
        guard case .structure(let fields) = types[index].kind else { return [] }
        return fields
    }
}

extension TaskDeclaration.Shape {
    fileprivate func eachType(_ body: (FieldType) -> Void) {
        switch self {
        case .none: break
        case .fields(let fields): for index in fields.indices { body(fields[index].type.value) }
        case .type(let type): body(type.value)
        }
    }
}

extension FieldType {
    fileprivate func eachReference(_ body: (Reference<TypeDeclaration>) -> Void) {
        switch self {
        case .builtin: break
        case .array(let inner), .dictionary(let inner), .optional(let inner): inner.eachReference(body)
        case .named(let reference): body(reference)
        }
    }
}
