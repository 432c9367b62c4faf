extension Rule {
    package static let duplicateTask = Rule("duplicate-task", "a task is declared once in all files of a target")
    package static let duplicateQueue = Rule("duplicate-queue", "a queue is declared once in all files of a target")
    package static let duplicateType = Rule("duplicate-type", "a type is declared once in all files of a target")
}

extension Diagnostic {
    static func duplicate(
        _ rule: Rule, _ kind: NameKind, _ name: Located<String>, first: Place
    ) -> Diagnostic {
        Diagnostic(
            .error, rule, "\(kind) '\(name.value)' is declared already; rename or remove one", at: name.place,
            notes: [Note("'\(name.value)' is declared here first", at: first)])
    }
}

func checkDuplicates(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    let declaredQueues = declarations.queues.indices.count { declarations.queues[$0].owner == nil }
    let count = declaredQueues + declarations.types.count + declarations.tasks.count
    guard declarations.distinctNames < count else { return }

    func check(_ rule: Rule, _ kind: NameKind, _ names: some Sequence<Located<String>>) {
        var first: [String: Place] = [:]
        for name in names {
            if let place = first[name.value] {
                problems.append(.duplicate(rule, kind, name, first: place))
            } else {
                first[name.value] = name.place
            }
        }
    }
    check(.duplicateTask, .task, declarations.tasks.lazy.map(\.id))
    check(.duplicateQueue, .queue, declarations.queues.lazy.filter { $0.owner == nil }.map(\.name))
    check(.duplicateType, .type, declarations.types.lazy.map(\.name))
}
