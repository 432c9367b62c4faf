/// What every emitter reads: the checked declarations, and how their names and types are spelled in Swift.
final class Generator {
    let declarations: Declarations
    let mode: CompileOptions.Mode
    /// What stands before a declaration: `public `, `package ` or nothing.
    let access: SwiftText
    /// Between backticks where it is a keyword.
    let namespace: SwiftText
    let types: TypeSpelling
    let names: GeneratedNames
    let conformances: Conformances
    /// The tasks that runs of other tasks may wait for.
    let awaitedTasks: Set<Int>
    /// Where the texts of all of it lie.
    let arena = TextArena()

    init(_ declarations: Declarations, options: CompileOptions) {
        self.declarations = declarations
        mode = options.mode ?? declarations.swift.generate
        access =
            switch declarations.swift.access {
            case .internal: ""
            case .package: "package "
            case .public: "public "
            }
        namespace = arena.store(SwiftName.escaped(declarations.swift.namespace))
        types = TypeSpelling(declarations.types, namespace: namespace, in: arena)
        names = GeneratedNames(declarations, types, namespace: namespace, in: arena)
        conformances = Conformances(declarations.swift, in: arena)
        let tasks = declarations.tasks
        awaitedTasks = Set(tasks.indices.lazy.flatMap { tasks[$0].waitsFor.map(\.target) })
    }
}
