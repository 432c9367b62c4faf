/// The `swift` key: how the generated code presents itself.
package struct SwiftSettings: Sendable {
    package enum Access: String, CaseIterable, Sendable {
        case `internal`, `package`, `public`
    }

    package var namespace = "Tasks"
    package var access = Access.internal
    /// How much is generated, where the one who compiles does not say.
    package var generate = CompileOptions.Mode.all
    package var imports: [Located<String>] = []
    /// Protocols that Swift synthesises for generated payloads, outputs and types.
    package var conformances: [Located<String>] = []
    /// Where `namespace` is written, if it is.
    package var namespacePlace: Place?
    /// Where `swift` is written, if it is.
    package var place: Place?

    package init() {}
}
