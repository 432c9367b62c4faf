/// What every emitter reads: the checked declarations, and how their names and types are spelled in Swift.
final class Generator {
    let declarations: Declarations
    let mode: CompileOptions.Mode
    /// What stands before a declaration: `public `, `package ` or nothing.
    let access: SwiftText
    let names: GeneratedNames
    let conformances: Conformances
    /// The tasks that runs of other tasks may wait for.
    let awaitedTasks: Set<Int>
    /// Where the texts of all of it lie.
    let arena = TextArena()

    init(_ declarations: Declarations, options: CompileOptions) {
        self.declarations = declarations
        mode = options.mode
        access =
            switch declarations.swift.access {
            case .internal: ""
            case .package: "package "
            case .public: "public "
            }
        names = GeneratedNames(declarations, in: arena)
        conformances = Conformances(declarations.swift, in: arena)
        awaitedTasks = Set(declarations.tasks.lazy.flatMap(\.waitsFor).map(\.target))
    }

    /// A type as it is written wherever it is used: in full, so that no type of the user's hides it.
    func spelling(of type: FieldType) -> SwiftText {
        switch type {
        case .builtin(let type): type.spelling
        case .array(let element): arena.join("[\(spelling(of: element))]")
        case .dictionary(let value): arena.join("[Swift.String: \(spelling(of: value))]")
        case .optional(let wrapped): arena.join("\(spelling(of: wrapped))?")
        case .named(let reference): names.types[reference.target].qualified
        }
    }

    /// A type as a payload or an output in itself: an external one goes into the runtime's bridge.
    func boundarySpelling(of type: FieldType) -> SwiftText {
        isExternal(type) ? arena.join("Sluice.Bridged<\(spelling(of: type))>") : spelling(of: type)
    }

    /// The type that a type expression is about, without the collections and optionals around it.
    func leaf(of type: FieldType) -> FieldType {
        switch type {
        case .array(let inner), .dictionary(let inner), .optional(let inner): leaf(of: inner)
        case .builtin, .named: type
        }
    }

    /// Whether values of the type are coded by the type itself, as `Codable`, because it was not declared here.
    func isExternal(_ type: FieldType) -> Bool {
        switch type {
        case .array(let inner), .dictionary(let inner), .optional(let inner): isExternal(inner)
        case .builtin: false
        case .named(let reference): names.types[reference.target].isExternal
        }
    }
}
