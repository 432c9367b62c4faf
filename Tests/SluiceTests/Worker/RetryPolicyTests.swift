import Testing

@testable import Sluice

@Suite("The wait before a retry")
struct RetryPolicyTests {
    @Test func growsByItsFactorUpToItsMaximum() {
        let policy = RetryPolicy(factor: 2, minTimeout: .seconds(1), maxTimeout: .seconds(10), randomize: false)
        let waits = (1...6).map { policy.delay(afterAttempt: $0, random: 0) }
        #expect(waits == [.seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(10), .seconds(10)])
    }

    @Test func isSpreadOverItsUpperHalf() {
        let policy = RetryPolicy(minTimeout: .seconds(8), randomize: true)
        #expect(policy.delay(afterAttempt: 1, random: 0) == .seconds(4))
        #expect(policy.delay(afterAttempt: 1, random: 0.5) == .seconds(6))
    }

    @Test func isNoLongerThanItsMaximumHoweverManyAttempts() {
        let policy = RetryPolicy(factor: 1_000, minTimeout: .seconds(1), maxTimeout: .seconds(60), randomize: false)
        #expect(policy.delay(afterAttempt: 1_000_000, random: 0) == .seconds(60))
        let short = RetryPolicy(minTimeout: .seconds(9), maxTimeout: .seconds(3), randomize: false)
        #expect(short.delay(afterAttempt: 1, random: 0) == .seconds(3))
    }
}
