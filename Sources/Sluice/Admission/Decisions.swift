extension Admission {
    /// How a run can end.
    package enum EndState: Hashable, Sendable {
        case completed
        case failed
        case canceled
        case timedOut
        /// Its time to live passed before it was started.
        case expired
    }

    /// A run that a worker is to execute: it holds its slots.
    package struct Admitted: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            /// A new attempt.
            case start
            /// The attempt that waited goes on; its token is the one it started with.
            case resume
        }

        package let kind: Kind
        package let run: RunIndex
        package let id: RunID
        package let token: AttemptToken
        /// 1 for the first.
        package let attempt: Int
        /// The run was cancelled while it waited: it goes on only to clean up.
        package let isCancelRequested: Bool
    }

    /// What the store has to tell others about. In the order in which it happened.
    package enum Event: Hashable, Sendable {
        /// The run, as it was when it ended, is over, and its index free.
        case ended(RunIndex, RunView, EndState)
        /// What the run waited for is over and it has its slots: the worker is to ask, and will be given it.
        case resumable(RunIndex, RunID, WorkerIndex)
        /// The worker is to cancel the attempt, then to finish it.
        case cancelRequested(RunIndex, RunID, AttemptToken, WorkerIndex)
        /// The run waits, or is about to go on after a wait: its cancellation is noted, and it goes on to clean up.
        case cancelNoted(RunIndex, RunID)
        /// The run was taken from a worker that was removed, and is queued again.
        case putBack(RunIndex, RunID, Departure)
    }

    /// How an attempt ended, as its worker says.
    package enum Outcome: Hashable, Sendable {
        case completed
        /// The run is tried again after the delay if it has an attempt left; `nil`: it is final.
        case failed(retryDelay: Duration?)
        case timedOut
        case canceled
        /// Given back by a worker that shuts down: queued again, as if this attempt had not been.
        case returned
    }

    /// What became of a run whose attempt ended.
    package enum Finished: Hashable, Sendable {
        case ended(EndState)
        case queued
        case delayed(until: Timestamp)
        /// The token is not that of the run's present attempt: nothing has changed.
        case refused
    }

    /// A run that another one waits for.
    package struct Awaited: Hashable, Sendable {
        package let run: RunIndex
        /// The waiting run triggered it, so that cancelling the one cancels the other.
        package let isOwn: Bool

        package init(_ run: RunIndex, isOwn: Bool) {
            self.run = run
            self.isOwn = isOwn
        }
    }

    /// What became of a wish to wait.
    package enum Wait: Hashable, Sendable {
        /// The run waits, and ``Admission/admit(_:limit:now:into:events:)`` will hand it out again.
        case waiting
        /// There was nothing to wait for, or the run's cancellation was asked for: it goes on executing.
        case over
        /// One of the runs waits for this one, if only through others: neither would ever go on.
        case cycle
        /// The token is not that of an executing attempt: nothing has changed.
        case refused
    }

    /// What became of a wish to cancel.
    package enum Cancel: Hashable, Sendable {
        /// It was not executing, and is over.
        case ended
        /// Its worker was asked to stop it; it ends when the worker says so.
        case requested
    }
}
