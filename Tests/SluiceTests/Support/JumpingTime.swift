import Sluice
import SluiceStoreConformance
import SluiceTesting
import Synchronization

/// A clock on the wall, which somebody puts forward or back while time goes on evenly. As with the system's, who sleeps wakes after the
/// time that was left when he went to sleep.
final class JumpingTime: TimeSource {
    private let even: ManualTime
    private let shift = Mutex(Duration.zero)

    init(_ even: ManualTime = ManualTime()) { self.even = even }

    var now: Timestamp { even.now + shift.withLock { $0 } }

    /// Lets time go on.
    func advance(by duration: Duration) { even.advance(by: duration) }

    /// Puts the clock forward, or back.
    func put(_ duration: Duration) { shift.withLock { $0 += duration } }

    func sleep(until deadline: Timestamp) async throws {
        try await even.sleep(until: deadline - shift.withLock { $0 })
    }

    /// Waits until someone sleeps for exactly so long from now on.
    func sleeper(for duration: Duration) async throws {
        try await soon("someone sleeps") { [even] in try await even.sleeper(until: even.now + duration) }
    }
}
