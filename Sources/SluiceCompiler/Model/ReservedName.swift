/// Names that generated code needs for itself; a declaration that would become one of them collides.
enum ReservedName {
    /// Types that generated code nests in the namespace beside the tasks and declared types, and the names of modules
    /// and of Swift itself that it must be able to write there.
    static let types: Set<String> = ["Foundation", "Handlers", "Protocol", "Sluice", "Swift", "Type"]

    /// Members of the namespace beside the properties of the tasks.
    static let taskMembers: Set<String> = ["client", "declarations", "init", "self"]

    /// Static members of a task's choice of queues beside the queues.
    static let queueMembers: Set<String> = ["init", "own", "self"]

    /// Members of a generated struct beside its fields.
    static let fieldMembers: Set<String> = ["init", "self"]
}
