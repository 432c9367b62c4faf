import Sluice
import SluiceTesting

/// One behaviour that every store has: what is given, what happens, what must follow.
public struct ConformanceCase: Sendable, Identifiable, CustomStringConvertible {
    /// The numbers of the behaviours that the case is about, in the list that the suite numbers them by; empty for what
    /// goes without saying.
    public let behaviours: [Int]
    /// The behaviour in words; no two cases share one.
    public let title: String
    private let retention: Retention
    private let body: @Sendable (Bench) async throws -> Void

    init(
        _ behaviours: [Int], _ title: String, retention: Retention = Retention(),
        _ body: @escaping @Sendable (Bench) async throws -> Void
    ) {
        self.behaviours = behaviours
        self.title = title
        self.retention = retention
        self.body = body
    }

    /// The title.
    public var id: String { title }

    /// The title, with the numbers of the behaviours where there are any.
    public var description: String {
        behaviours.isEmpty ? title : "\(title) [\(behaviours.map(String.init).joined(separator: ", "))]"
    }

    /// Tries a new store.
    /// - Throws: ``ConformanceFailure`` where the store behaves otherwise; whatever the store or the harness throws.
    public func run(_ harness: any StoreHarness) async throws {
        let time = ManualTime()
        try await Watchdog.$patience.withValue(harness.patience) {
            try await harness.withStore(time: time, retention: retention) { store in
                try await body(Bench(store: store, time: time))
            }
        }
    }
}
