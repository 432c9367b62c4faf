/// Which runs someone wants to see. What is left out lets every run through.
///
/// ```swift
/// // what has failed of one task
/// RunFilter(states: [.failed, .timedOut], task: "send-email")
/// ```
public struct RunFilter: Sendable, Hashable, Codable {
    /// The most runs that one answer holds: 1,000.
    public static let maximumLimit = 1_000

    /// The states to see; empty: every state.
    public var states: Set<RunState>
    /// The task's identifier.
    public var task: String?
    /// The queue's name.
    public var queue: String?
    /// The concurrency key, byte for byte.
    public var key: String?
    /// A tag that the run has, byte for byte.
    public var tag: String?
    /// The most runs to see, from 1 to ``maximumLimit``. Default: 50.
    public var limit: Int
    /// Only runs that come after this one in an answer: the last one's identifier, to get the next page.
    ///
    /// Answers are in the order of the runs' identifiers, the greatest first. An identifier begins with the time at which its client made
    /// it, so that this is the order of their triggers, and pages fit together whatever happens between them.
    public var before: RunID?

    /// Creates a filter.
    public init(
        states: Set<RunState> = [], task: String? = nil, queue: String? = nil, key: String? = nil, tag: String? = nil,
        limit: Int = 50, before: RunID? = nil
    ) {
        self.states = states
        self.task = task
        self.queue = queue
        self.key = key
        self.tag = tag
        self.limit = limit
        self.before = before
    }

    /// Checks what a store must know before it looks.
    /// - Throws: ``SluiceError`` with `invalidOption` for a limit out of range.
    public func validate() throws(SluiceError) {
        guard (1...Self.maximumLimit).contains(limit) else {
            throw SluiceError(
                .invalidOption,
                """
                'limit' is \(limit); an answer holds from 1 to \(Self.maximumLimit) runs: ask for more with 'before' and the last one's \
                identifier
                """)
        }
    }

    /// Whether the filter lets a run through, its place in the pages included.
    public func matches(_ run: RunSnapshot) -> Bool {
        if let before, run.id >= before { return false }
        return (states.isEmpty || states.contains(run.state)) && isSame(task, run.task) && isSame(queue, run.queue)
            && isSame(key, run.key) && (tag.map { tag in run.tags.contains { isSame(tag, $0) } } ?? true)
    }

    /// Byte by byte, as every store compares: a `String` would hold two spellings of the same characters for equal.
    private func isSame(_ wanted: String?, _ text: String?) -> Bool {
        guard let wanted else { return true }
        return text.map { wanted.utf8.elementsEqual($0.utf8) } ?? false
    }
}
