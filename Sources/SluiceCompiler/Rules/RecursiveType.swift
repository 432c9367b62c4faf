extension Rule {
    package static let recursiveType = Rule(
        "recursive-type", "a struct contains itself only through an array or dictionary")
}

extension Diagnostic {
    static func recursiveType(_ chain: [(field: FieldDeclaration, type: String)], of type: String) -> Diagnostic {
        let first = chain[0].field
        let path = chain.map { "'\($0.field.name.value)' of type '\($0.type)'" }.joined(separator: ", which has ")
        let message =
            "type '\(type)' contains itself, so it would have no end: it has \(path); "
            + "put an array between: write [\(chain[0].type)] here"
        return Diagnostic(
            .error, .recursiveType, message, at: first.type.place,
            notes: chain.dropFirst().map { Note("'\($0.field.name.value)' is here", at: $0.field.type.place) })
    }
}

func checkRecursion(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    guard !declarations.types.isEmpty else { return }
    var graph = DirectedGraph(count: declarations.types.count)
    for (index, type) in declarations.types.enumerated() {
        guard case .structure(let fields) = type.kind else { continue }
        for field in fields {
            if let content = field.type.value.inlineContent { graph.addEdge(from: index, to: content) }
        }
    }
    for cycle in graph.cycles() {
        let chain = zip(cycle, cycle.dropFirst()).compactMap { outer, inner in
            declarations.types[outer].field(containing: inner).map { ($0, declarations.types[inner].name.value) }
        }
        problems.append(.recursiveType(chain, of: declarations.types[cycle[0]].name.value))
    }
}

extension FieldType {
    /// The declared type that a value of this one has inside itself.
    fileprivate var inlineContent: Int? {
        switch self {
        case .named(let reference): reference.index
        case .optional(let wrapped): wrapped.inlineContent
        case .builtin, .array, .dictionary: nil
        }
    }
}

extension TypeDeclaration {
    fileprivate func field(containing type: Int) -> FieldDeclaration? {
        guard case .structure(let fields) = kind else { return nil }
        return fields.first { $0.type.value.inlineContent == type }
    }
}
