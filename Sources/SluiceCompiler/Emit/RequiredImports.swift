/// What a generated file needs from other modules, noted while it is written.
final class RequiredImports {
    /// How much of Foundation the file shows.
    enum Use: Comparable {
        case none
        /// In the bodies of functions only.
        case hidden
        /// In declarations that others see.
        case exposed
    }

    private(set) var foundation = Use.none
    /// Whether the file declares structs or enumerations, and so the conformances that were asked for.
    private(set) var declaresType = false
    /// The external types that the file gives a name in the namespace.
    private(set) var external: [String] = []

    /// Notes a struct or an enumeration.
    func declareType() { declaresType = true }

    /// Notes an external type that the file gives a name.
    func name(_ type: String) { external.append(type) }

    /// Notes a type that a declaration shows.
    func expose(_ type: FieldType) {
        if type.mentionsFoundation { foundation = .exposed }
    }

    /// Notes what a task takes or gives.
    func expose(_ boundary: GeneratedNames.Boundary) {
        if case .type(_, mentionsFoundation: true) = boundary { foundation = .exposed }
    }

    /// Notes a type whose members a body calls.
    func use(_ type: FieldType) {
        if type.mentionsFoundation { foundation = max(foundation, .hidden) }
    }
}

extension FieldType {
    /// Whether the text for the type names Foundation.
    var mentionsFoundation: Bool {
        switch self {
        case .builtin(let type): type.isInFoundation
        case .array(let inner), .dictionary(let inner), .optional(let inner): inner.mentionsFoundation
        case .named: false
        }
    }
}
