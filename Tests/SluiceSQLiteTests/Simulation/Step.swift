import Sluice

/// Something that a script does to a store.
enum Step: Sendable {
    case enqueue([RunRequest])
    case claim(Int)
    case finish([AttemptEnding], claiming: Int)
    case wait(RunID, [RunRequest], claiming: Int)
    case cancel(RunID)
    case setPaused(Bool, queue: String)
    /// `nil` resets it.
    case override(queue: String, ConcurrencyLimit?)
    case register(Declarations, organization: Int?)
    /// The worker leaves, or is given up as lost, and another comes.
    case leave(isLost: Bool)
    /// The clock is put forward, or back.
    case pass(Duration)
    /// The process ends, in order or by a kill, and another opens the file.
    case reopen(isKilled: Bool)
}

/// A store does not do what the model says.
struct Divergence: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
