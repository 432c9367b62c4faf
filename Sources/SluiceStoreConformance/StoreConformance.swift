/// The behaviours that every store has, so that clients and workers need not know which one they use.
///
/// A store's own tests run each case with a ``StoreHarness``. How a store survives the death of its process is no part of
/// it: a store that promises that has tests of its own for it.
public enum StoreConformance {
    /// Every case, in an order that begins with the simplest.
    public static let cases: [ConformanceCase] = [
        limits, keys, opaqueKeys, order, time, steering, registration, outcomes, cancellation, crashes, departures,
        waiting, waitingInterrupted, waitingAgain, idempotency, ticks, badInput, watching, looking, listing, histories,
        explaining, replaying, signals, underStress,
    ].flatMap(\.self)
}
