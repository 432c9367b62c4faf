/// How an operator steers a service: pauses and limits of queues, an end or another beginning of runs.
///
/// Every store is one, and so is what asks the process that owns a store to do it.
public protocol RunController: Sendable {
    /// Starts nothing of a queue until it is resumed. Survives redeclaration.
    /// - Throws: ``SluiceError`` with `unknownQueue`.
    func pause(queue: String) async throws

    /// Undoes a pause.
    /// - Throws: ``SluiceError`` with `unknownQueue`.
    func resume(queue: String) async throws

    /// Puts an operator's limits in the place of the declared ones until they are reset: of both, so that a limit which is left out is
    /// lifted. Lowering them stops nothing; nothing starts until fewer execute.
    /// - Throws: ``SluiceError`` with `unknownQueue`, or `invalidLimit` for one below 1 or above the organization's, and for one of an
    ///   `onWait: hold` queue above its declared limit, for which alone it was proved that waits can't deadlock.
    func override(queue: String, limit: ConcurrencyLimit) async throws

    /// Goes back to the declared limits.
    /// - Throws: ``SluiceError`` with `unknownQueue`.
    func reset(queue: String) async throws

    /// Cancels a run: at once if it has not started, else by a signal to its worker. A run that has ended is left alone.
    /// - Returns: The run's state now.
    /// - Throws: ``SluiceError`` with `unknownRun`.
    @discardableResult
    func cancel(_ run: RunID) async throws -> RunState

    /// Triggers a run like one that has ended: of its task, in its queue, with its key, payload and tags. It begins now, as what is
    /// declared now says, and takes over neither delay nor idempotency key nor parent.
    /// - Parameters:
    ///   - run: The run that has ended.
    ///   - id: What the new run shall be called, so that asking again after a lost answer makes no second one.
    /// - Returns: The new run.
    /// - Throws: ``SluiceError`` with `unknownRun`; `runNotEnded`; `unknownTask`, `queueNotAllowed` or the like where the declarations
    ///   have changed such that they no longer admit the run.
    @discardableResult
    func replay(_ run: RunID, as id: RunID) async throws -> RunID
}

extension RunController {
    /// Triggers a run like one that has ended; see ``replay(_:as:)``.
    /// - Returns: The new run.
    @discardableResult
    public func replay(_ run: RunID) async throws -> RunID {
        try await replay(run, as: IdentifierSource.shared.next())
    }
}
