/// A queue: declared under `queues`, or a task's own.
struct QueueDeclaration: Sendable {
    enum KeyUse: String, CaseIterable, Sendable {
        case none, optional, required
    }

    enum WaitPolicy: String, CaseIterable, Sendable {
        case release, hold
    }

    /// Slots. For a queue without keys, `total` is its bare limit; absent limits leave only the organization's cap.
    struct Limits: Sendable {
        var perKey: Located<Int>?
        var total: Located<Int>?
        /// Whether the limit is written as one number.
        var isBare = false
    }

    /// The name in the store: as declared, or `task/<id>` for a task's own queue.
    let name: Located<String>
    /// The index of the task whose own queue this is.
    var owner: Int?
    var concurrencyKey = KeyUse.none
    var limits = Limits()
    var onWait = WaitPolicy.release
    var paused = false
    var description: String?
    /// Whether one of its keys could not be read: no rule then judges what the others say together.
    var isFlawed = false

    /// Whether a trigger passes a key, or would if the declaration could be read.
    var mayTakeKey: Bool { concurrencyKey != .none || isFlawed }

    /// The index of the file it is declared in.
    var file: Int { name.place.file }

    init(name: Located<String>) { self.name = name }
}
