/// The Swift names of tasks and queues, made once; each list runs beside the declarations of its kind.
struct GeneratedNames {
    struct Task {
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
        let documentation: DocComment
        let payload: Boundary
        let output: Boundary
    }

    /// What goes into a run or comes out of it.
    enum Boundary {
        case none
        /// A struct of fields, nested in the task's type.
        case fields
        /// That type.
        case type(SwiftText, mentionsFoundation: Bool)
    }

    struct Queue {
        /// The name in the store, as a string literal.
        let literal: SwiftText
        /// `mainBranch`; `own` for a task's own queue.
        let member: SwiftText
        let documentation: DocComment
    }

    let tasks: [Task]
    let queues: [Queue]

    init(_ declarations: Declarations, _ types: TypeSpelling, namespace: SwiftText, in arena: TextArena) {
        let (tasks, queues) = (declarations.tasks, declarations.queues)
        func boundary(_ shape: TaskDeclaration.Shape) -> Boundary {
            switch shape {
            case .none: .none
            case .fields: .fields
            case .type(let type):
                .type(types.boundaryText(for: type.value), mentionsFoundation: type.value.mentionsFoundation)
            }
        }
        // By index: to copy a whole declaration is dear.
        self.tasks = tasks.indices.map { index in
            let id = tasks[index].id.value
            let declared = arena.store(id)
            let type = arena.store(SwiftName.escaped(SwiftName.upperCamel(id)))
            return Task(
                declared: declared,
                // A name needs no escapes.
                literal: arena.join("\"\(declared)\""),
                type: type, qualified: arena.join("\(namespace).\(type)"),
                member: arena.store(SwiftName.escaped(SwiftName.lowerCamel(id))),
                documentation: DocComment(tasks[index].description, in: arena),
                payload: boundary(tasks[index].payload), output: boundary(tasks[index].output))
        }
        self.queues = queues.indices.map { index in
            let name = queues[index].name.value
            let member: SwiftText =
                queues[index].owner == nil ? arena.store(SwiftName.escaped(SwiftName.lowerCamel(name))) : "own"
            return Queue(
                literal: arena.join("\"\(arena.store(name))\""), member: member,
                documentation: DocComment(queues[index].description, in: arena))
        }
    }
}
