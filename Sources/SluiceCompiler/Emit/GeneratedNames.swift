/// The Swift names of all declarations, made once; each list runs beside the declarations of its kind.
struct GeneratedNames {
    struct Name {
        /// As in the declarations.
        let declared: SwiftText
        /// The same as a string literal.
        let literal: SwiftText
        /// `GeneratePullRequest`, as where the type is declared.
        let type: SwiftText
        /// `Tasks.GeneratePullRequest`, as where it is used.
        let qualified: SwiftText
        /// `generatePullRequest`
        let member: SwiftText
        /// Whether it is a type that exists in Swift already.
        let isExternal: Bool
    }

    struct QueueName {
        /// The name in the store, as a string literal.
        let literal: SwiftText
        /// `mainBranch`; `own` for a task's own queue.
        let member: SwiftText
    }

    /// Between backticks where it is a keyword.
    let namespace: SwiftText
    let types: [Name]
    let tasks: [Name]
    let queues: [QueueName]

    init(_ declarations: Declarations, in arena: TextArena) {
        let namespace = arena.store(SwiftName.escaped(declarations.swift.namespace))
        func name(_ declared: String, isExternal: Bool = false) -> Name {
            let type = arena.store(SwiftName.escaped(SwiftName.upperCamel(declared)))
            return Name(
                declared: arena.store(declared), literal: arena.literal(declared), type: type,
                qualified: arena.join("\(namespace).\(type)"),
                member: arena.store(SwiftName.escaped(SwiftName.lowerCamel(declared))), isExternal: isExternal)
        }
        self.namespace = namespace
        types = declarations.types.map { type in
            let isExternal = if case .external = type.kind { true } else { false }
            return name(type.name.value, isExternal: isExternal)
        }
        tasks = declarations.tasks.map { name($0.id.value) }
        queues = declarations.queues.map { queue in
            let member: SwiftText =
                queue.owner == nil ? arena.store(SwiftName.escaped(SwiftName.lowerCamel(queue.name.value))) : "own"
            return QueueName(literal: arena.literal(queue.name.value), member: member)
        }
    }
}
