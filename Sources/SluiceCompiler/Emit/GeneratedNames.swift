/// The Swift names of all declarations, made once; each list runs beside the declarations of its kind.
struct GeneratedNames {
    /// `PullRequest`, as where the type is declared.
    let types: [String]
    /// `Tasks.PullRequest`, as where it is used.
    let qualifiedTypes: [String]
    /// `GeneratePullRequest`
    let taskTypes: [String]
    /// `Tasks.GeneratePullRequest`
    let qualifiedTaskTypes: [String]
    /// `generatePullRequest`
    let taskMembers: [String]
    /// `mainBranch`; `own` for a task's own queue.
    let queueMembers: [String]

    init(_ declarations: Declarations) {
        let prefix = SwiftName.escaped(declarations.swift.namespace) + "."
        types = declarations.types.map { SwiftName.escaped(SwiftName.upperCamel($0.name.value)) }
        qualifiedTypes = types.map { prefix + $0 }
        taskTypes = declarations.tasks.map { SwiftName.escaped(SwiftName.upperCamel($0.id.value)) }
        qualifiedTaskTypes = taskTypes.map { prefix + $0 }
        taskMembers = declarations.tasks.map { SwiftName.escaped(SwiftName.lowerCamel($0.id.value)) }
        queueMembers = declarations.queues.map {
            $0.owner == nil ? SwiftName.escaped(SwiftName.lowerCamel($0.name.value)) : "own"
        }
    }
}
