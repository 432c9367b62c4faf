extension Rule {
    static let duplicateTask = Rule("duplicate-task", "a task is declared once in all files of a target")
    static let duplicateQueue = Rule("duplicate-queue", "a queue is declared once in all files of a target")
    static let duplicateType = Rule("duplicate-type", "a type is declared once in all files of a target")
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
    func check(_ rule: Rule, _ kind: NameKind, _ indices: some Sequence<Int>, _ name: (Int) -> Located<String>) {
        var suspects = NameSuspects(reserved: [])
        for index in indices { suspects.enter(name(index).value, index) }
        var first: [String: Place] = [:]
        for name in suspects.found.map(name) {
            if let place = first[name.value] {
                problems.append(.duplicate(rule, kind, name, first: place))
            } else {
                first[name.value] = name.place
            }
        }
    }
    check(.duplicateTask, .task, declarations.tasks.indices) { declarations.tasks[$0].id }
    check(.duplicateType, .type, declarations.types.indices) { declarations.types[$0].name }
    let declared = declarations.queues.indices.lazy.filter { declarations.queues[$0].owner == nil }
    check(.duplicateQueue, .queue, declared) { declarations.queues[$0].name }
}
