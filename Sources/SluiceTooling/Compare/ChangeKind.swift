/// A kind of change of declarations: what it does, and what to do instead. One entry of the compatibility table.
///
/// The table is checked against the runtime's own rules: what its decoder does with a missing or an unknown field, and what its
/// stores do with a task or a queue that is no longer declared. The idea of one named rule a kind of change, each with a
/// reason, is that of `buf breaking` for Protocol Buffers.
package struct ChangeKind: Hashable, Sendable {
    /// The name between brackets, such as `task-removed`.
    package let id: String
    package let changeClass: ChangeClass
    /// What was changed, in general, as Markdown.
    package let change: String
    /// What happens to queued runs or callers.
    package let effect: String
    /// What to do instead, or in what order; `nil` where nothing is to be done.
    package let remedy: String?

    init(
        _ id: String, _ changeClass: ChangeClass, _ change: String, effect: String, remedy: String? = nil
    ) {
        self.id = id
        self.changeClass = changeClass
        self.change = change
        self.effect = effect
        self.remedy = remedy
    }

    /// Every kind, related ones together.
    package static let catalogue: [ChangeKind] =
        tasks + payloads + outputs + choices + queues + limits + generatedCode
}
