/// Names that generated code needs for itself; a declaration that would become one of them collides.
enum ReservedName {
    /// Types that generated code nests in the namespace beside the tasks and declared types, and the names of modules
    /// and of Swift itself that it must be able to write there.
    static let types: Set<String> = ["Foundation", "Handlers", "Protocol", "Sluice", "Swift", "Type"]

    /// Members of the namespace beside the properties of the tasks, and of a run's context, where each task has a property
    /// too.
    static let taskMembers: Set<String> = [
        "attempt", "client", "declarations", "id", "init", "key", "logger", "queue", "scheduledAt", "scope", "self",
        "tags",
        "triggeredAt",
    ]

    /// Static members of a task's choice of queues beside the queues.
    static let queueMembers: Set<String> = ["init", "own", "self"]

    /// Members of a generated struct beside its fields.
    static let fieldMembers: Set<String> = ["hashValue", "init", "self"]

    /// Members of a generated enumeration beside its cases.
    static let caseMembers: Set<String> = fieldMembers.union(["allCases", "rawValue"])

    /// The lengths of the fields' names, one bit each.
    static let fieldMemberLengths: UInt64 = fieldMembers.reduce(0) { $0 | 1 << UInt64($1.utf8.count) }
}
