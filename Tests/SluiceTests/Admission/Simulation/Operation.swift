import Sluice

/// One call of the core, in the simulation's words: runs by number, times in microseconds.
enum Operation {
    struct Trigger {
        var id: Int
        var task: Int
        var queue: Int
        /// -1: none.
        var key: Int
        var delay: Int64?
        var ttl: Int64?
        var priority: Int64
        var maxAttempts: Int
        var parent: Int?
    }

    struct Child {
        var id: Int
        var isOwn: Bool
    }

    case trigger(Trigger)
    case admit(worker: Int, limit: Int)
    case finish(id: Int, token: UInt64, Admission.Outcome)
    case wait(id: Int, token: UInt64, [Child])
    case cancel(id: Int)
    case addWorker(view: Int)
    case removeWorker(Int, as: Admission.Departure)
    case serve(worker: Int, view: Int)
    case pause(queue: Int)
    case resume(queue: Int)
    case override(queue: Int, ConcurrencyLimit)
    case reset(queue: Int)
    case declare(queue: Int, QueueDeclaration)
    case limitOrganization(Int?)
    case advance
    /// Time goes on, and nobody tells the core.
    case pass(Int64)
}

/// What the model and the core disagree about.
struct Disagreement: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Fails with a message that is put together only then.
func require(_ condition: Bool, _ message: @autoclosure () -> String) throws {
    if !condition { throw Disagreement(message()) }
}
