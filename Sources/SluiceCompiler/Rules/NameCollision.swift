extension Rule {
    package static let nameCollision = Rule(
        "name-collision", "names differ in Swift too, and from what generated code needs")
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
    if let place = declarations.swift.namespacePlace, ReservedName.types.contains(namespace) {
        problems.append(.reservedNamespace(namespace, at: place))
    }
    checkQueueNames(declarations, &problems)
    checkTypeAndTaskNames(declarations, reserved: ReservedName.types.union([namespace]), &problems)
    checkHiddenNames(declarations, &problems)

    for type in declarations.types {
        switch type.kind {
        case .structure(let fields): checkMembers(.field, fields.lazy.map(\.name), &problems)
        case .enumeration(let cases): checkMembers(.case, cases, &problems)
        case .external: break
        }
    }
    for index in declarations.tasks.indices {
        if case .fields(let fields) = declarations.tasks[index].payload {
            checkMembers(.field, fields.lazy.map(\.name), &problems)
        }
        if case .fields(let fields) = declarations.tasks[index].output {
            checkMembers(.field, fields.lazy.map(\.name), &problems)
        }
    }
}

private func checkQueueNames(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    var suspects = NameSuspects(reserved: ReservedName.queueMembers, count: declarations.queues.count)
    for index in declarations.queues.indices where declarations.queues[index].owner == nil {
        suspects.enter(declarations.queues[index].name.value, index)
    }
    var scope = NameScope(reserved: ReservedName.queueMembers)
    for index in suspects.found {
        let queue = NamedThing(kind: .queue, name: declarations.queues[index].name)
        problems += scope.enter(queue, as: SwiftName.lowerCamel(queue.name.value)).map { [$0] } ?? []
    }
}

/// Tasks and declared types are nested side by side; each task has a property too.
private func checkTypeAndTaskNames(
    _ declarations: Declarations, reserved: Set<String>, _ problems: inout [Diagnostic]
) {
    let types = declarations.types.map { NamedThing(kind: .type, name: $0.name) }
    var suspects = NameSuspects(
        reserved: reserved.union(ReservedName.taskMembers), count: types.count + declarations.tasks.count)
    for (index, type) in types.enumerated() { suspects.enter(type.name.value, index) }
    for index in declarations.tasks.indices {
        suspects.enter(declarations.tasks[index].id.value, types.count + index)
    }

    var nested = NameScope(reserved: reserved)
    var members = NameScope(reserved: ReservedName.taskMembers)
    for index in suspects.found {
        let isTask = index >= types.count
        let thing =
            isTask ? NamedThing(kind: .task, name: declarations.tasks[index - types.count].id) : types[index]
        if let problem = nested.enter(thing, as: SwiftName.upperCamel(thing.name.value)) {
            problems.append(problem)
        } else if isTask, let problem = members.enter(thing, as: SwiftName.lowerCamel(thing.name.value)) {
            problems.append(problem)
        }
    }
    for type in declarations.types where BuiltinType(rawValue: type.name.value) != nil {
        problems.append(.builtinTypeName(type.name))
    }
}

private func checkMembers(
    _ kind: NameKind, _ names: some Sequence<Located<String>>, _ problems: inout [Diagnostic]
) {
    // Fields that Swift spells as they are written, as most are, differ because keys of a mapping do.
    let reserved = kind == .case ? ReservedName.caseMembers : ReservedName.fieldMembers
    let isPlain = kind == .field && names.allSatisfy { $0.value.isLowerCamel && !$0.value.mayBeReserved }
    if isPlain { return }
    var scope = NameScope(reserved: reserved)
    for name in names {
        let swiftName = SwiftName.lowerCamel(name.value)
        if let problem = scope.enter(NamedThing(kind: kind, name: name), as: swiftName) { problems.append(problem) }
    }
}

extension String {
    /// Whether it has the length of a reserved field name: cheaper to ask than a set.
    fileprivate var mayBeReserved: Bool { ReservedName.fieldMemberLengths & 1 << UInt64(utf8.count & 63) != 0 }

    /// Whether `SwiftName.lowerCamel` leaves it alone.
    fileprivate var isLowerCamel: Bool {
        utf8.first?.isLowercaseLetter == true && utf8.allSatisfy { $0.isLetter || $0.isDigit }
    }
}
