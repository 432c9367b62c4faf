/// How declared types are spelled in Swift.
struct TypeSpelling {
    /// A declared type's names.
    struct Name {
        /// As in the declarations.
        let declared: SwiftText
        /// `PullRequest`, as where the type is declared.
        let type: SwiftText
        /// `Tasks.PullRequest`, as where it is used.
        let qualified: SwiftText
        /// Whether it is a type that exists in Swift already.
        let isExternal: Bool
    }

    /// The names of all types, beside their declarations.
    let names: [Name]
    private let arena: TextArena

    init(_ types: [TypeDeclaration], namespace: SwiftText, in arena: TextArena) {
        self.arena = arena
        names = types.indices.map { index in
            let declared = types[index].name.value
            let type = arena.store(SwiftName.escaped(SwiftName.upperCamel(declared)))
            let isExternal = if case .external = types[index].kind { true } else { false }
            return Name(
                declared: arena.store(declared), type: type, qualified: arena.join("\(namespace).\(type)"),
                isExternal: isExternal)
        }
    }

    /// A type as it is written wherever it is used: in full, so that no type of the user's hides it.
    func text(for type: FieldType) -> SwiftText {
        switch type {
        case .builtin(let type): type.spelling
        case .array(let element): arena.join("[\(text(for: element))]")
        case .dictionary(let value): arena.join("[Swift.String: \(text(for: value))]")
        case .optional(let wrapped): arena.join("\(text(for: wrapped))?")
        case .named(let reference): names[reference.target].qualified
        }
    }

    /// A type as a payload or an output in itself: an external one goes into the runtime's bridge.
    func boundaryText(for type: FieldType) -> SwiftText {
        isExternal(type) ? arena.join("Sluice.Bridged<\(text(for: type))>") : text(for: type)
    }

    /// Whether values of the type are coded by the type itself, as `Codable`, because it was not declared here.
    func isExternal(_ type: FieldType) -> Bool {
        switch type {
        case .array(let inner), .dictionary(let inner), .optional(let inner): isExternal(inner)
        case .builtin: false
        case .named(let reference): names[reference.target].isExternal
        }
    }
}
