/// What went wrong at run time: a bad argument, a run that did not complete, a store that refused.
///
/// Compare ``code`` to tell cases apart; ``message`` says the cause and the remedy. Codes can be added without breaking a caller.
///
/// ```swift
/// do {
///     try await handle.result()
/// } catch let error as SluiceError where error.code == .runFailed {
///     print(error.message)
/// }
/// ```
public struct SluiceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of error.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        let name: String

        /// - Parameter name: One of those below; of another version perhaps.
        package init(name: String) { self.name = name }

        /// The code's name, as in `unknownQueue`.
        public var description: String { name }

        /// The task is not declared in this store.
        public static let unknownTask = Code(name: "unknownTask")
        /// The queue is not declared in this store.
        public static let unknownQueue = Code(name: "unknownQueue")
        /// The task names neither this queue nor lists it in its `overrides`.
        public static let queueNotAllowed = Code(name: "queueNotAllowed")
        /// The queue requires a concurrency key and none was given.
        public static let missingKey = Code(name: "missingKey")
        /// A concurrency key was given as the empty string.
        public static let emptyKey = Code(name: "emptyKey")
        /// The queue takes no concurrency key and one was given.
        public static let unexpectedKey = Code(name: "unexpectedKey")
        /// The encoded payload is over the store's bound, 1 MiB.
        public static let payloadTooLarge = Code(name: "payloadTooLarge")
        /// A payload or an output does not have its declared shape.
        public static let invalidPayload = Code(name: "invalidPayload")
        /// A trigger's or a worker's option is out of range.
        public static let invalidOption = Code(name: "invalidOption")
        /// The plan is not one of the declared plans.
        public static let unknownPlan = Code(name: "unknownPlan")
        /// A queue's limit would be above the organization's, or below one.
        public static let invalidLimit = Code(name: "invalidLimit")
        /// Two sets of declarations contradict each other.
        public static let conflictingDeclarations = Code(name: "conflictingDeclarations")
        /// No run with this identifier is known; it may have ended longer ago than the store keeps results.
        public static let unknownRun = Code(name: "unknownRun")
        /// Only a run that has ended can be triggered once more.
        public static let runNotEnded = Code(name: "runNotEnded")
        /// The run ended without success: an attempt failed and none was left, or the error was final.
        public static let runFailed = Code(name: "runFailed")
        /// The run was cancelled.
        public static let runCanceled = Code(name: "runCanceled")
        /// The run waited in its queue longer than its `ttl`.
        public static let runExpired = Code(name: "runExpired")
        /// An attempt executed longer than `maxDuration`.
        public static let runTimedOut = Code(name: "runTimedOut")
        /// `result()` was called inside a handler, where only declared `waitsFor` tasks may be waited for.
        public static let waitNotDeclared = Code(name: "waitNotDeclared")
        /// A handler waited for two things at once.
        public static let concurrentWait = Code(name: "concurrentWait")
        /// A run would wait for itself, through others.
        public static let waitCycle = Code(name: "waitCycle")
        /// The attempt was given up (its worker was considered lost) and may change nothing any more.
        public static let staleAttempt = Code(name: "staleAttempt")
        /// The store can't keep runs any more, as when its disk is full or broken, or it was closed. Nothing that it acknowledged is lost; the
        /// next process that opens it goes on from there.
        public static let storeFailed = Code(name: "storeFailed")
        /// The store can't be reached for now, and has done nothing of what it was asked. Asking again is safe, and may help.
        public static let storeUnavailable = Code(name: "storeUnavailable")
        /// The store was lost while it did what it was asked: it may have done it, or not. A trigger with an idempotency key can be repeated;
        /// else the run that the error names is there, or not.
        public static let outcomeUnknown = Code(name: "outcomeUnknown")
        /// Another process, or another part of this one, owns the store.
        public static let storeInUse = Code(name: "storeInUse")
        /// A worker has no handler for a task that it was asked to serve, or two.
        public static let handlerMismatch = Code(name: "handlerMismatch")
        /// No process owns the store, so that there is nobody to steer.
        public static let noOwner = Code(name: "noOwner")
        /// A control socket can't be opened, or does not answer.
        public static let controlFailed = Code(name: "controlFailed")
        /// The worker is running already.
        public static let alreadyRunning = Code(name: "alreadyRunning")
    }

    /// The kind of error.
    public let code: Code
    /// The cause and the remedy, in one sentence.
    public let message: String
    /// The run the error is about, where there is one.
    public let runID: RunID?

    /// Creates an error; stores outside this package use it as well.
    public init(_ code: Code, _ message: String, runID: RunID? = nil) {
        self.code = code
        self.message = message
        self.runID = runID
    }

    /// The message, with the run's identifier where there is one.
    public var description: String {
        guard let runID else { return message }
        return "\(message) (run \(runID))"
    }
}

extension SluiceError {
    package static func unknownRun(_ id: RunID) -> SluiceError {
        SluiceError(
            .unknownRun, "no run has this identifier, or it ended longer ago than the store keeps results", runID: id)
    }
}
