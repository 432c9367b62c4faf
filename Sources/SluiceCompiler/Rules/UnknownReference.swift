extension Rule {
    package static let unknownQueue = Rule("unknown-queue", "a queue that is mentioned is declared")
    package static let unknownTask = Rule("unknown-task", "a task that is mentioned is declared")
    package static let unknownType = Rule("unknown-type", "a type that is mentioned is built in or declared")
}

extension Diagnostic {
    static func unknown(
        _ rule: Rule, _ kind: NameKind, _ name: String, at place: Place, remedy: String, nearest: Located<String>?
    ) -> Diagnostic {
        Diagnostic(
            .error, rule, "\(kind) '\(name.shortened)' is not declared; \(remedy)", at: place,
            notes: nearest.map { [Note("'\($0.value)' is declared here", at: $0.place)] } ?? [])
    }
}

/// Every reference leads to a declaration. Where a file could not be read, what it declares is unknown, and nothing is said.
func checkReferences(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    guard declarations.isComplete else { return }
    var queues = Suggestions(.unknownQueue, .queue) {
        declarations.queues.filter { $0.owner == nil }.map(\.name)
    }
    var tasks = Suggestions(.unknownTask, .task) { declarations.tasks.map(\.id) }
    var types = Suggestions(.unknownType, .type, foreign: foreignTypeNames) { declarations.types.map(\.name) }

    for index in declarations.tasks.indices {
        queues.check(declarations.tasks[index].queue, &problems)
        for queue in declarations.tasks[index].overrides { queues.check(queue, &problems) }
        for task in declarations.tasks[index].waitsFor { tasks.check(task, &problems) }
    }
    declarations.eachTypeReference { reference, _ in types.check(reference, &problems) }
}

/// What other languages call a built-in type, and names with letters of another case.
private let foreignTypeNames: [String: String] = {
    var names = Dictionary(uniqueKeysWithValues: BuiltinType.allCases.map { ($0.rawValue.lowercased(), $0.rawValue) })
    names.merge([
        "str": "String", "text": "String", "char": "String", "boolean": "Bool", "integer": "Int", "long": "Int64",
        "number": "Double", "real": "Double", "datetime": "Date", "time": "Date",
        "timestamp": "Date", "uri": "URL", "guid": "UUID", "bytes": "Data", "binary": "Data", "blob": "Data",
    ]) { kept, _ in kept }
    return names
}()

/// What to write for types that are not named like a type here.
private let foreignTypeRemedies: [String: String] = {
    let list = "for a list, write the type of its items in brackets, such as [String]"
    let dictionary = "for a dictionary, write [String: Type]"
    let nothing = "leave it out where there is nothing"
    return [
        "list": list, "array": list, "set": list, "map": dictionary, "dictionary": dictionary, "dict": dictionary,
        "object": dictionary, "hash": dictionary, "void": nothing, "none": nothing, "unit": nothing, "nil": nothing,
    ]
}()

/// Looks for the declaration that was meant.
private struct Suggestions {
    private let rule: Rule
    private let kind: NameKind
    private let declared: () -> [Located<String>]
    private let foreign: [String: String]
    /// Where something was reported: through aliases, the same mention is met again and again.
    private var reported: Set<Place> = []
    /// Looking costs a walk over all names; past so many of them it is no longer worth it.
    private var budget = 500_000

    init(
        _ rule: Rule, _ kind: NameKind, foreign: [String: String] = [:], declared: @escaping () -> [Located<String>]
    ) {
        self.rule = rule
        self.kind = kind
        self.declared = declared
        self.foreign = foreign
    }

    mutating func check<Target>(_ reference: Reference<Target>, _ problems: inout [Diagnostic]) {
        if reference.index == nil, reported.insert(reference.place).inserted {
            report(reference.name, at: reference.place, &problems)
        }
    }

    private mutating func report(_ name: String, at place: Place, _ problems: inout [Diagnostic]) {
        var nearest: Located<String>?
        var remedy: String?
        if let builtin = foreign[name.lowercased()] {
            remedy = "did you mean '\(builtin)'?"
        } else if budget > 0 {
            let builtins = foreign.isEmpty ? [] : BuiltinType.allCases.map(\.rawValue)
            let declared = declared()
            budget -= declared.count + 1
            if let found = NearestName.find(name, among: declared.map(\.value) + builtins) {
                nearest = declared.first { $0.value == found }
                remedy = "did you mean '\(found)'?"
            }
        }
        problems.append(
            .unknown(rule, kind, name, at: place, remedy: remedy ?? self.remedy(for: name), nearest: nearest))
    }

    /// What to do about a name that is like none.
    private func remedy(for name: String) -> String {
        switch kind {
        case .queue where name.hasPrefix("task/"):
            return "a task's own queue is for that task only: declare one under 'queues' to share it"
        case .queue where name.contains(","):
            return "a task has one queue: list those that a trigger may choose instead under 'overrides'"
        case .type:
            return foreignTypeRemedies[name.lowercased()]
                ?? "declare it under 'types': its fields, its cases, or { swift: Module.\(name.shortened) }"
        default:
            return "declare it under '\(kind)s'"
        }
    }
}
