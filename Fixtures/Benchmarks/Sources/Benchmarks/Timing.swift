/// Measures things in turn — A, B, A, B, … — so that a machine whose speed drifts is as slow for each of them.
enum Timing {
    /// The median seconds of each body over some rounds, after one round that does not count.
    static func medians(rounds: Int, _ bodies: [() async throws -> Void]) async throws -> [Double] {
        var samples = Array(repeating: [Double](), count: bodies.count)
        for round in 0...rounds {
            for (position, body) in bodies.enumerated() {
                let seconds = try await seconds(body)
                if round > 0 { samples[position].append(seconds) }
            }
        }
        return samples.map(median)
    }

    static func seconds(_ body: () async throws -> Void) async rethrows -> Double {
        let start = ContinuousClock.now
        try await body()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    static func median(_ samples: [Double]) -> Double {
        samples.sorted()[samples.count / 2]
    }
}
