extension Diagnostic {
    /// For a name of the user's Swift code that means something else inside the namespace.
    fileprivate static func hiddenName(
        _ name: Located<String>, by hiding: HidingName, in namespace: String
    ) -> Diagnostic {
        let first = name.value.firstComponent
        let remedy =
            first == name.value && hiding.remedy != nil
            ? "write its module too, as in 'Module.\(first)'" : hiding.remedy ?? "choose another namespace"
        let message =
            "generated code can't mention '\(name.value.shortened)': inside '\(namespace)', '\(first)' is "
            + "\(hiding.description); \(remedy)"
        return Diagnostic(.error, .nameCollision, message, at: name.place, notes: hiding.note.map { [$0] } ?? [])
    }
}

/// What a name means inside the namespace.
private struct HidingName {
    let description: String
    /// What to do about a name with its module; `nil` where another namespace is needed.
    let remedy: String?
    let note: Diagnostic.Note?

    init(_ thing: NamedThing) {
        description = "\(thing.kind) '\(thing.name.value)'"
        remedy = "rename the \(thing.kind)"
        note = Diagnostic.Note("'\(thing.name.value)' is declared here", at: thing.name.place)
    }

    init(namespace place: Place?) {
        description = "the namespace itself"
        remedy = nil
        note = place.map { Diagnostic.Note("the namespace is set here", at: $0) }
    }

    /// The protocol that generated code nests in the namespace.
    static let handlers = HidingName(description: "the generated protocol", remedy: "rename it in Swift", note: nil)

    private init(description: String, remedy: String?, note: Diagnostic.Note?) {
        self.description = description
        self.remedy = remedy
        self.note = note
    }
}

/// Generated code mentions the user's Swift types and protocols inside the namespace, where a task, a declared type or the
/// namespace of the same name as a module, or as what stands without one, would be meant instead.
func checkHiddenNames(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    let mentioned =
        declarations.types.compactMap { if case .external(let type) = $0.kind { type } else { nil } }
        + declarations.swift.conformances
    if mentioned.isEmpty { return }

    let wanted = Set(mentioned.map(\.value.firstComponent))
    var hiding = ["Handlers": HidingName.handlers]
    func enter(_ kind: NameKind, _ name: Located<String>) {
        let swiftName = SwiftName.upperCamel(name.value)
        guard wanted.contains(swiftName), hiding[swiftName] == nil else { return }
        hiding[swiftName] = HidingName(NamedThing(kind: kind, name: name))
    }
    for type in declarations.types { enter(.type, type.name) }
    for index in declarations.tasks.indices { enter(.task, declarations.tasks[index].id) }
    let namespace = declarations.swift.namespace
    hiding[namespace] = HidingName(namespace: declarations.swift.namespacePlace)

    for name in mentioned {
        guard let hidden = hiding[name.value.firstComponent], !Conformances.isStandard(name.value) else { continue }
        problems.append(.hiddenName(name, by: hidden, in: namespace))
    }
}

extension String {
    /// What stands before the first dot.
    fileprivate var firstComponent: String { String(prefix { $0 != "." }) }
}
