/// A queue: declared under `queues`, or a task's own.
package struct QueueDeclaration: Sendable {
    package enum KeyUse: String, CaseIterable, Sendable {
        case none, optional, required
    }

    package enum WaitPolicy: String, CaseIterable, Sendable {
        case release, hold
    }

    /// Slots. For a queue without keys, `total` is its bare limit; absent limits leave only the organization's cap.
    package struct Limits: Sendable {
        package var perKey: Located<Int>?
        package var total: Located<Int>?
        /// Whether the limit is written as one number.
        package var isBare = false
    }

    /// The name in the store: as declared, or `task/<id>` for a task's own queue.
    package let name: Located<String>
    /// The index of the task whose own queue this is.
    package var owner: Int?
    package var concurrencyKey = KeyUse.none
    package var limits = Limits()
    package var onWait = WaitPolicy.release
    package var paused = false
    package var description: String?
    /// Whether one of its keys could not be read: no rule then judges what the others say together.
    package var isFlawed = false

    /// Whether a trigger passes a key, or would if the declaration could be read.
    package var mayTakeKey: Bool { concurrencyKey != .none || isFlawed }

    /// The index of the file it is declared in.
    package var file: Int { name.place.file }

    package init(name: Located<String>) { self.name = name }
}
