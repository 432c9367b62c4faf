public import Sluice
public import SluiceTesting

/// Makes stores of one kind for the suite.
///
/// ```swift
/// struct MemoryHarness: StoreHarness {
///     func withStore(
///         time: ManualTime, retention: Retention, _ body: @Sendable (any RunStore) async throws -> Void
///     ) async throws {
///         try await body(MemoryStore(retention: retention, time: time))
///     }
/// }
///
/// @Test(arguments: StoreConformance.cases)
/// func memoryStore(_ conformance: ConformanceCase) async throws {
///     try await conformance.run(MemoryHarness())
/// }
/// ```
public protocol StoreHarness: Sendable {
    /// Calls `body` with an empty store and takes it down afterwards, also where `body` throws.
    /// - Parameters:
    ///   - time: The only clock that the store may look at.
    ///   - retention: How long the store shall know how a run ended.
    func withStore(
        time: ManualTime, retention: Retention, _ body: @Sendable (any RunStore) async throws -> Void
    ) async throws

    /// How long a store is waited for that shall do something by itself, as telling a worker of a cancel, before it is held to have
    /// failed. Where it does what it shall, nothing is waited for. Default: one minute.
    var patience: Duration { get }
}

extension StoreHarness {
    /// One minute.
    public var patience: Duration { .seconds(60) }
}
