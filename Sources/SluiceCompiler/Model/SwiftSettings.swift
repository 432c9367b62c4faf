/// The `swift` key: how the generated code presents itself.
struct SwiftSettings: Sendable {
    enum Access: String, CaseIterable, Sendable {
        case `internal`, `package`, `public`
    }

    var namespace = "Tasks"
    var access = Access.internal
    var imports: [Located<String>] = []
    /// Protocols that Swift synthesises for generated payloads, outputs and types.
    var conformances: [Located<String>] = []
    /// Where `namespace` is written, if it is.
    var namespacePlace: Place?
    /// Where `swift` is written, if it is.
    var place: Place?
}
