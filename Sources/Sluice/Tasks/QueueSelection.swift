/// The queue that a trigger chooses, with its key. Generated code makes it; nothing else can name a queue that the task may not use.
public struct QueueChoice: Sendable, Hashable {
    /// The queue's name; `nil`: the task's default.
    @_spi(SluiceGenerated) public var queue: String?
    /// The concurrency key, if the trigger passes one.
    @_spi(SluiceGenerated) public var key: String?

    /// A choice of a queue by name.
    @_spi(SluiceGenerated) public init(_ queue: String, key: String? = nil) {
        self.queue = queue
        self.key = key
    }

    init() {}

    static let taskDefault = QueueChoice()
}

/// The queues that triggers of one task may choose.
public protocol QueueSelection: Sendable {
    /// The choice.
    var choice: QueueChoice { get }
}

/// A selection of a task whose own queue needs no key from the trigger, so that a trigger may choose nothing.
public protocol DefaultQueueSelection: QueueSelection {
    /// Makes a selection.
    init(choice: QueueChoice)
}

/// The selection of a task that has no choice: its runs wait in its own queue.
public struct DefaultQueue: DefaultQueueSelection {
    /// The choice.
    public let choice: QueueChoice

    /// Makes a selection.
    public init(choice: QueueChoice) { self.choice = choice }
}
