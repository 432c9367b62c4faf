/// What can be looked at: by an operator, a page of metrics, a service's own code.
///
/// Every store is one, and so is what reads a store's file beside the process that owns it. Looking changes nothing.
///
/// ```swift
/// for run in try await client.store.runs(matching: RunFilter(states: [.queued], queue: "mail")) {
///     guard let waiting = try await client.store.history(of: run.id)?.waiting else { continue }
///     print("\(run.id): \(waiting)")
/// }
/// ```
public protocol RunViewer: Sendable {
    /// The runs that a filter lets through, the newest first: at most ``RunFilter/limit``. Looks at every run that is known, where the
    /// store has no index for what the filter asks.
    /// - Throws: ``SluiceError`` with `invalidOption` for a limit that can't be.
    func runs(matching filter: RunFilter) async throws -> [RunSnapshot]

    /// Everything that is known of a run, and why it waits; `nil` if it is not known, or ended longer ago than the store keeps runs.
    func history(of run: RunID) async throws -> RunHistory?

    /// The numbers of every queue at one instant. Looks once at every pool that holds runs, so it is nothing to ask for each run.
    func snapshot() async throws -> StoreSnapshot
}
