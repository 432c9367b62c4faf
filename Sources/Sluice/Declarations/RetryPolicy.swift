/// How often a failed run is tried again, and how long it waits in between.
///
/// The wait before attempt *n* + 1 is `minTimeout × factorⁿ⁻¹`, at most `maxTimeout`; with `randomize` a random part between half
/// of that and all of it ("equal jitter", after Marc Brooker's *Exponential Backoff And Jitter*). A run that waits to be tried again holds
/// no slot.
public struct RetryPolicy: Sendable, Hashable {
    /// Attempts in all, the first one included; at least 1.
    public var maxAttempts: Int
    /// What each wait is multiplied with to make the next; at least 1.
    public var factor: Double
    /// The wait after the first failed attempt.
    public var minTimeout: Duration
    /// The longest wait.
    public var maxTimeout: Duration
    /// Whether waits are spread at random, so that runs that failed together are not tried together.
    public var randomize: Bool

    /// Creates a policy; what is left out has the language's defaults: 3 attempts, waits of 1 s, 2 s, … up to 1 min, randomized.
    public init(
        maxAttempts: Int = 3, factor: Double = 2, minTimeout: Duration = .seconds(1),
        maxTimeout: Duration = .seconds(60),
        randomize: Bool = true
    ) {
        self.maxAttempts = maxAttempts
        self.factor = factor
        self.minTimeout = minTimeout
        self.maxTimeout = maxTimeout
        self.randomize = randomize
    }

    /// The wait after a failed attempt.
    /// - Parameters:
    ///   - attempt: The attempt that failed, from 1.
    ///   - random: A number in `0..<1`.
    func delay(afterAttempt attempt: Int, random: Double) -> Duration {
        let longest = maxTimeout / .seconds(1)
        var seconds = minTimeout / .seconds(1)
        for _ in 1..<max(attempt, 1) where seconds < longest { seconds *= factor }
        seconds = min(seconds, longest)
        if randomize { seconds *= 0.5 + random / 2 }
        // Longer than any run waits, and short enough to be counted.
        return .seconds(min(seconds, 1e9))
    }
}
