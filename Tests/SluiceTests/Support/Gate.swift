import Sluice
import SluiceStoreConformance
import SluiceTesting

/// Where handlers wait until a test lets them go on. Cancelling who waits makes it throw.
struct Gate: Sendable {
    private let time = ManualTime(now: Timestamp(microseconds: 0))

    func open() { time.advance(by: .seconds(1)) }

    func pass() async throws { try await time.sleep(until: Timestamp(microseconds: 1_000_000)) }

    /// Waits without a look at cancellation, like a handler that does not heed it.
    func passStubbornly() async {
        await Task.detached { try? await pass() }.value
    }
}
