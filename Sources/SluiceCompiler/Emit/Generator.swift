/// What every emitter reads: the checked declarations, and how their names and types are spelled in Swift.
final class Generator {
    let declarations: Declarations
    let mode: CompileOptions.Mode
    /// What stands before a declaration: `public `, `package ` or nothing.
    let access: String
    /// The namespace, between backticks where it is a keyword.
    let namespace: String
    let names: GeneratedNames
    let conformances: Conformances
    /// The tasks that runs of other tasks may wait for.
    let awaitedTasks: Set<Int>

    init(_ declarations: Declarations, options: CompileOptions) {
        self.declarations = declarations
        mode = options.mode
        access =
            switch declarations.swift.access {
            case .internal: ""
            case .package: "package "
            case .public: "public "
            }
        namespace = SwiftName.escaped(declarations.swift.namespace)
        names = GeneratedNames(declarations)
        conformances = Conformances(declarations.swift)
        awaitedTasks = Set(declarations.tasks.lazy.flatMap(\.waitsFor).map(\.target))
    }

    /// A type as it is written wherever it is used: in full, so that no type of the user's hides it.
    func spelling(of type: FieldType) -> String {
        switch type {
        case .builtin(let type): type.spelling
        case .array(let element): "[\(spelling(of: element))]"
        case .dictionary(let value): "[Swift.String: \(spelling(of: value))]"
        case .optional(let wrapped): "\(spelling(of: wrapped))?"
        case .named(let reference): names.qualifiedTypes[reference.target]
        }
    }

    /// A type as a payload or an output in itself: an external one goes into the runtime's bridge.
    func boundarySpelling(of type: FieldType) -> String {
        isExternal(type) ? "Sluice.Bridged<\(spelling(of: type))>" : spelling(of: type)
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
        guard case .named(let reference) = leaf(of: type) else { return false }
        guard case .external = declarations[reference].kind else { return false }
        return true
    }

    /// Whether a trigger of the task chooses among queues of a type of the task's own.
    func hasQueueType(_ task: TaskDeclaration) -> Bool {
        !task.overrides.isEmpty || (task.keyField == nil && declarations[task.queue].concurrencyKey != .none)
    }
}

extension BuiltinType {
    /// The type's full name.
    var spelling: String {
        switch self {
        case .string: "Swift.String"
        case .bool: "Swift.Bool"
        case .int: "Swift.Int"
        case .int8: "Swift.Int8"
        case .int16: "Swift.Int16"
        case .int32: "Swift.Int32"
        case .int64: "Swift.Int64"
        case .uint: "Swift.UInt"
        case .uint8: "Swift.UInt8"
        case .uint16: "Swift.UInt16"
        case .uint32: "Swift.UInt32"
        case .uint64: "Swift.UInt64"
        case .float: "Swift.Float"
        case .double: "Swift.Double"
        case .date: "Foundation.Date"
        case .url: "Foundation.URL"
        case .uuid: "Foundation.UUID"
        case .data: "Foundation.Data"
        }
    }

    var isInFoundation: Bool {
        switch self {
        case .date, .url, .uuid, .data: true
        default: false
        }
    }
}
