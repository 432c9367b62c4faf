extension Rule {
    static let nameCollision = Rule("name-collision", "names differ in Swift too, and from what generated code needs")
}

extension Diagnostic {
    static func nameCollision(_ name: NamedThing, with first: NamedThing, becoming swiftName: String) -> Diagnostic {
        let both =
            name.kind == first.kind
            ? "\(name.kind)s '\(first.name.value)' and '\(name.name.value)'"
            : "\(first.kind) '\(first.name.value)' and \(name.kind) '\(name.name.value)'"
        return Diagnostic(
            .error, .nameCollision, "\(both) both become '\(swiftName)' in Swift; rename one", at: name.name.place,
            notes: [Note("'\(first.name.value)' is declared here", at: first.name.place)])
    }

    static func repeatedCase(_ name: Located<String>, first: Place) -> Diagnostic {
        Diagnostic(
            .error, .nameCollision, "case '\(name.value)' is listed twice; remove one", at: name.place,
            notes: [Note("the first one is here", at: first)])
    }

    static func reservedName(_ name: NamedThing, becoming swiftName: String) -> Diagnostic {
        let message =
            "\(name.kind) '\(name.name.value)' becomes '\(swiftName)' in Swift, which generated code needs for itself; "
            + "rename it"
        return Diagnostic(.error, .nameCollision, message, at: name.name.place)
    }

    static func builtinTypeName(_ name: Located<String>) -> Diagnostic {
        let message = "type '\(name.value)' is built in; rename yours"
        return Diagnostic(.error, .nameCollision, message, at: name.place)
    }

    static func reservedNamespace(_ name: String, at place: Place) -> Diagnostic {
        let message = "namespace '\(name)' is the name of something that generated code needs; choose another"
        return Diagnostic(.error, .nameCollision, message, at: place)
    }
}

/// A declaration's name and what it names.
struct NamedThing {
    let kind: NameKind
    let name: Located<String>
}

/// Where Swift needs every name to differ.
private struct NameScope {
    private let reserved: Set<String>
    private var taken: [String: NamedThing] = [:]

    init(reserved: Set<String>) { self.reserved = reserved }

    /// The problem with a name here, if there is one. Two declarations of the same name are another rule's business.
    mutating func enter(_ thing: NamedThing, as swiftName: String) -> Diagnostic? {
        if reserved.contains(swiftName) { return .reservedName(thing, becoming: swiftName) }
        guard let first = taken[swiftName] else {
            taken[swiftName] = thing
            return nil
        }
        if first.name.value == thing.name.value, first.kind == thing.kind {
            return thing.kind == .case ? .repeatedCase(thing.name, first: first.name.place) : nil
        }
        return .nameCollision(thing, with: first, becoming: swiftName)
    }
}

func checkNameCollisions(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    let namespace = declarations.swift.namespace
    var types = NameScope(reserved: ReservedName.types.union([namespace]))
    var members = NameScope(reserved: ReservedName.taskMembers)
    var queues = NameScope(reserved: ReservedName.queueMembers)

    if let place = declarations.swift.namespacePlace, ReservedName.types.contains(namespace) {
        problems.append(.reservedNamespace(namespace, at: place))
    }
    for queue in declarations.queues where queue.owner == nil {
        let thing = NamedThing(kind: .queue, name: queue.name)
        if let problem = queues.enter(thing, as: SwiftName.lowerCamel(queue.name.value)) { problems.append(problem) }
    }
    for type in declarations.types {
        if BuiltinType(rawValue: type.name.value) != nil {
            problems.append(.builtinTypeName(type.name))
            continue
        }
        let thing = NamedThing(kind: .type, name: type.name)
        if let problem = types.enter(thing, as: SwiftName.upperCamel(type.name.value)) { problems.append(problem) }
        switch type.kind {
        case .structure(let fields): checkMembers(.field, fields.lazy.map(\.name), &problems)
        case .enumeration(let cases): checkMembers(.case, cases, &problems)
        case .external: break
        }
    }
    for task in declarations.tasks {
        let thing = NamedThing(kind: .task, name: task.id)
        let (upper, lower) = (SwiftName.upperCamel(task.id.value), SwiftName.lowerCamel(task.id.value))
        if let problem = types.enter(thing, as: upper) {
            problems.append(problem)
        } else if let problem = members.enter(thing, as: lower) {
            problems.append(problem)
        }
        if case .fields(let fields) = task.payload { checkMembers(.field, fields.lazy.map(\.name), &problems) }
        if case .fields(let fields) = task.output { checkMembers(.field, fields.lazy.map(\.name), &problems) }
    }
}

private func checkMembers(
    _ kind: NameKind, _ names: some Sequence<Located<String>>, _ problems: inout [Diagnostic]
) {
    // Fields that Swift spells as they are written, as most are, differ because keys of a mapping do.
    let reserved = ReservedName.fieldMembers
    let isPlain = kind == .field && names.allSatisfy { $0.value.isLowerCamel && !reserved.contains($0.value) }
    if isPlain { return }
    var scope = NameScope(reserved: reserved)
    for name in names {
        let swiftName = SwiftName.lowerCamel(name.value)
        if let problem = scope.enter(NamedThing(kind: kind, name: name), as: swiftName) { problems.append(problem) }
    }
}

extension String {
    /// Whether `SwiftName.lowerCamel` leaves it alone.
    fileprivate var isLowerCamel: Bool {
        utf8.first?.isLowercaseLetter == true && utf8.allSatisfy { $0.isLetter || $0.isDigit }
    }
}
