#if SQLite
    /// Where a test can let a journal fail: before each kind of statement, and once a transaction is committed.
    package enum Failpoint: String, Sendable, CaseIterable {
        case begin
        case setOrganization
        case setQueue
        case setTask
        case insertRun
        case startRun
        case readPayload
        case setState
        case insertAttempt
        case putRunBack
        case requestCancellation
        case endRun
        case dropRun
        case placeChild
        case markParent
        case forgetChild
        case setIdempotencyKey
        case forgetIdempotencyKey
        case setTick
        case commit
        /// The transaction is there, whatever its caller hears.
        case committed
    }
#endif
