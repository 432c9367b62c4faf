import Foundation
import Synchronization

/// What handlers have measured, by a clock that all processes of a machine share.
final class LatencySamples: Sendable {
    private let nanoseconds = Mutex<[Int]>([])

    static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    func add(since due: Int) {
        let latency = Self.now - due
        nanoseconds.withLock { $0.append(latency) }
    }

    func takeSorted() -> [Int] {
        nanoseconds.withLock { samples in
            defer { samples = [] }
            return samples.sorted()
        }
    }
}
