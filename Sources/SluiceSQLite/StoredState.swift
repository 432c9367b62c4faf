#if SQLite
    import Sluice

    /// A run's state as a number of the file's. Never renumbered.
    enum StoredState: Int64 {
        case delayed = 0
        case queued = 1
        case executing = 2
        case waiting = 3
        case completed = 4
        case failed = 5
        case canceled = 6
        case expired = 7
        case timedOut = 8

        init(_ state: RunState) {
            switch state {
            case .delayed: self = .delayed
            case .queued: self = .queued
            case .executing: self = .executing
            case .waiting: self = .waiting
            case .completed: self = .completed
            case .failed: self = .failed
            case .canceled: self = .canceled
            case .expired: self = .expired
            case .timedOut: self = .timedOut
            }
        }

        var state: RunState {
            switch self {
            case .delayed: .delayed
            case .queued: .queued
            case .executing: .executing
            case .waiting: .waiting
            case .completed: .completed
            case .failed: .failed
            case .canceled: .canceled
            case .expired: .expired
            case .timedOut: .timedOut
            }
        }
    }

    /// How an attempt ended, as a number of the file's. Never renumbered.
    enum StoredOutcome: Int64 {
        case completed = 0
        case failed = 1
        case timedOut = 2
        case canceled = 3
        case returned = 4
        case lost = 5

        init(_ outcome: AttemptRecord.Outcome) {
            switch outcome {
            case .completed: self = .completed
            case .failed: self = .failed
            case .timedOut: self = .timedOut
            case .canceled: self = .canceled
            case .returned: self = .returned
            case .lost: self = .lost
            }
        }

        var outcome: AttemptRecord.Outcome {
            switch self {
            case .completed: .completed
            case .failed: .failed
            case .timedOut: .timedOut
            case .canceled: .canceled
            case .returned: .returned
            case .lost: .lost
            }
        }
    }
#endif
