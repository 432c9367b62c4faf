import Sluice

/// What it costs to end a run and start the next while many concurrency keys have runs that wait.
enum AdmissionBenchmark {
    private static let rounds = 5

    static func measureKeys() async throws -> [Figure] {
        let stores = (0..<2).map { _ in MemoryStore(retention: Retention(count: 1_000)) }
        return try await figures(in: "", stores: (stores[0], stores[1]), batch: 1, operations: 100_000)
    }

    /// - Parameters:
    ///   - batch: How many end, and start, in one step.
    ///   - settle: Does what the stores have left for later, before something is timed.
    static func figures(
        in name: String, stores: (any RunStore, any RunStore), batch: Int, operations: Int,
        settle: () async throws -> Void = {}
    ) async throws -> [Figure] {
        let few = try await Backlog(in: stores.0, keys: 1_000, batch: batch)
        let many = try await Backlog(in: stores.1, keys: 1_000_000, batch: batch)
        try await settle()
        let seconds = try await Timing.medians(
            rounds: rounds, [{ try await few.turn(operations) }, { try await many.turn(operations) }])
        let nanoseconds = seconds.map { $0 / Double(operations) * 1e9 }
        return [
            Figure(name: name + "admission with 1,000 keys waiting", value: nanoseconds[0], unit: "ns", bar: .none),
            Figure(name: name + "admission with 1,000,000 keys waiting", value: nanoseconds[1], unit: "ns", bar: .none),
            Figure(
                name: name + "1,000,000 keys ÷ 1,000 keys", value: nanoseconds[1] / nanoseconds[0], unit: "×",
                bar: .atMost(3)),
        ]
    }

    /// A store in which a run waits for each key, and goes on doing so: who ends is triggered again.
    private struct Backlog {
        let store: any RunStore
        let worker: WorkerID
        let batch: Int

        init(in store: any RunStore, keys: Int, batch: Int) async throws {
            self.store = store
            self.batch = batch
            var declarations = Declarations()
            declarations.setOrganization(concurrencyLimit: max(100, batch))
            declarations.addQueue("tenants", concurrencyKey: .required, perKey: 1)
            declarations.addTask("work", queue: "tenants")
            _ = try await store.register(declarations, organizationLimit: max(100, batch))
            for start in stride(from: 0, to: keys, by: 1_000) {
                _ = try await store.enqueue(
                    (start..<min(start + 1_000, keys)).map { Self.request(key: "tenant-\($0)") })
            }
            worker = try await store.openWorker(tasks: nil, onSignal: { _ in }).worker
        }

        /// Ends runs, starts the next, and triggers another for each key that ended.
        func turn(_ operations: Int) async throws {
            var executing = runs(try await store.claim(worker, limit: batch))
            for _ in 0..<operations / batch {
                _ = try await store.enqueue(executing.map { Self.request(key: $0.key!) })
                let endings = executing.map {
                    AttemptEnding(id: $0.id, token: $0.token, outcome: .completed(output: []))
                }
                executing = runs(try await store.finish(endings, claiming: batch, for: worker).claims)
            }
            _ = try await store.finish(
                executing.map { AttemptEnding(id: $0.id, token: $0.token, outcome: .returned) }, claiming: 0,
                for: worker)
        }

        private func runs(_ claims: [Claim]) -> [ClaimedRun] {
            let runs = claims.compactMap { if case .start(let run) = $0 { run } else { nil } }
            precondition(runs.count == batch, "a run waits for each key")
            return runs
        }

        private static func request(key: String) -> RunRequest {
            RunRequest(id: Identifiers.next(), task: "work", key: key, payload: [])
        }
    }
}
