/// Something that a ledger did, as a journal writes it down. Applied in order, changes rebuild the ledger in another process.
package enum Change: Sendable {
    /// Queues and tasks were declared. All queues that are known are listed, with where they stand now.
    case registered(Registration)
    /// A queue's override or pause changed.
    case queueChanged(QueueStanding)
    case triggered(Triggered)
    /// An attempt started.
    case started(Started)
    /// The attempt waits for other runs.
    case waits(row: UInt64)
    /// The attempt goes on after it has waited.
    case goesOn(row: UInt64)
    /// An attempt ended, the run did not: it is queued, or delayed, again.
    case putBack(PutBack)
    case cancelRequested(row: UInt64)
    case ended(Ended)
    /// A run has a place among those that its parent waits for.
    case childPlaced(RunRequest.ChildPlace, Waits.Child)
    case childForgotten(RunRequest.ChildPlace)
    case idempotencyKeySet(IdempotencyKeys.Name, run: RunID, until: Timestamp)
    case idempotencyKeyForgotten(IdempotencyKeys.Name)
    case tick(TaskIndex, Ticks.Entry?)
    /// A run that has ended is of no interest any more.
    case dropped(row: UInt64)

    package struct Registration: Sendable {
        package var organizationLimit: Int?
        package var queues: [QueueStanding]
        package var tasks: [(index: TaskIndex, declaration: TaskDeclaration)]
    }

    package struct QueueStanding: Sendable {
        package var index: QueueIndex
        package var declaration: QueueDeclaration
        package var isDeclared: Bool
        package var isPaused: Bool
        package var override: ConcurrencyLimit?

        package init(
            index: QueueIndex, declaration: QueueDeclaration, isDeclared: Bool, isPaused: Bool,
            override: ConcurrencyLimit?
        ) {
            self.index = index
            self.declaration = declaration
            self.isDeclared = isDeclared
            self.isPaused = isPaused
            self.override = override
        }
    }

    /// A run that was accepted. A reference, since it is large and passes through several arrays.
    package final class Triggered: Sendable {
        package let row: UInt64
        package let id: RunID
        package let task: TaskIndex
        package let queue: QueueIndex
        package let key: String?
        package let payload: [UInt8]
        package let triggeredAt: Timestamp
        /// What its pool sorts by.
        package let order: Timestamp
        package let startableAt: Timestamp
        package let expiresAt: Timestamp?
        package let maxAttempts: Int32
        package let extras: Ledger.Extras?

        init(
            row: UInt64, id: RunID, task: TaskIndex, queue: QueueIndex, key: String?, payload: [UInt8],
            triggeredAt: Timestamp, order: Timestamp, startableAt: Timestamp, expiresAt: Timestamp?, maxAttempts: Int32,
            extras: Ledger.Extras?
        ) {
            self.row = row
            self.id = id
            self.task = task
            self.queue = queue
            self.key = key
            self.payload = payload
            self.triggeredAt = triggeredAt
            self.order = order
            self.startableAt = startableAt
            self.expiresAt = expiresAt
            self.maxAttempts = maxAttempts
            self.extras = extras
        }
    }

    package struct Started: Sendable {
        package var row: UInt64
        package var attempt: Int
        package var at: Timestamp
        /// Whose payload only the journal has: to be read in the same step, before anybody sees it. Here and not later, when the run may be
        /// dropped already.
        package var unread: ClaimedRun?
    }

    package struct PutBack: Sendable {
        package var row: UInt64
        /// Attempts that count, by now.
        package var attempts: Int
        /// When it may start again.
        package var startableAt: Timestamp
        package var outcome: AttemptRecord.Outcome
        package var message: String?
        package var at: Timestamp
    }

    package struct Ended: Sendable {
        package var row: UInt64
        package var ending: RunEnding
        /// How its last attempt ended; `nil`: none was going on.
        package var outcome: AttemptRecord.Outcome?
        package var at: Timestamp
    }
}
