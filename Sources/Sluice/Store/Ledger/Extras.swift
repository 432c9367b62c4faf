extension Ledger {
    /// What few runs have beyond the rest, so that the others need no room for it.
    package final class Extras: Sendable {
        package let tags: [String]
        package let idempotencyKey: String?
        package let tick: Timestamp?
        package let traceContext: [String: String]
        /// The run whose handler triggered it in order to wait for it.
        package let parent: RunID?
        /// The end of the trigger's delay.
        package let dueAt: Timestamp?
        /// The attempts before the last.
        package let attempts: [AttemptRecord]
        /// The runs that were triggered to be waited for.
        package let children: [RunID]

        package init(
            tags: [String] = [], idempotencyKey: String? = nil, tick: Timestamp? = nil,
            traceContext: [String: String] = [:], parent: RunID? = nil, dueAt: Timestamp? = nil,
            attempts: [AttemptRecord] = [], children: [RunID] = []
        ) {
            self.tags = tags
            self.idempotencyKey = idempotencyKey
            self.tick = tick
            self.traceContext = traceContext
            self.parent = parent
            self.dueAt = dueAt
            self.attempts = attempts
            self.children = children
        }

        /// What of a request few runs have; `nil` if it has none of it.
        convenience init?(_ request: RunRequest, dueAt: Timestamp?) {
            guard
                !request.options.tags.isEmpty || request.options.idempotencyKey != nil || request.tick != nil
                    || !request.traceContext.isEmpty || request.child != nil || dueAt != nil
            else { return nil }
            self.init(
                tags: request.options.tags, idempotencyKey: request.options.idempotencyKey, tick: request.tick,
                traceContext: request.traceContext, parent: request.child?.parent, dueAt: dueAt)
        }

        /// The same with one attempt more. Of very many, the first are forgotten.
        func adding(_ attempt: AttemptRecord) -> Extras {
            Extras(
                tags: tags, idempotencyKey: idempotencyKey, tick: tick, traceContext: traceContext, parent: parent,
                dueAt: dueAt, attempts: attempts.suffix(RunHistory.maximumCount - 1) + [attempt], children: children)
        }

        /// The same with one attempt alone.
        func keeping(_ attempt: AttemptRecord) -> Extras {
            Extras(
                tags: tags, idempotencyKey: idempotencyKey, tick: tick, traceContext: traceContext, parent: parent,
                dueAt: dueAt, attempts: [attempt], children: children)
        }

        /// The same with more children.
        func adding(_ children: [RunID]) -> Extras {
            Extras(
                tags: tags, idempotencyKey: idempotencyKey, tick: tick, traceContext: traceContext, parent: parent,
                dueAt: dueAt, attempts: attempts, children: self.children + children)
        }
    }
}
