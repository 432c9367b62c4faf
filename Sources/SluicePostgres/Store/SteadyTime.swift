#if Postgres
    import Sluice

    /// Time that no one sets. The store goes by the server's clock, and asks this one only how long something takes.
    struct SteadyTime: TimeSource {
        private let system = SystemTime()

        var now: Timestamp { system.steadyNow }

        func sleep(until deadline: Timestamp) async throws {
            try await Task.sleep(for: max(deadline - now, .zero))
        }
    }
#endif
