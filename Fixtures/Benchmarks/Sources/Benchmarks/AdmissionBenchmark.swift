import Sluice

/// What it costs to end a run and start the next while many concurrency keys have runs that wait.
enum AdmissionBenchmark {
    private static let rounds = 5
    private static let operations = 100_000

    static func measureKeys() async throws -> [Figure] {
        let few = try await Backlog(keys: 1_000)
        let many = try await Backlog(keys: 1_000_000)
        let seconds = try await Timing.medians(
            rounds: rounds, [{ try await few.turn(operations) }, { try await many.turn(operations) }])
        let nanoseconds = seconds.map { $0 / Double(operations) * 1e9 }
        return [
            Figure(name: "admission with 1,000 keys waiting", value: nanoseconds[0], unit: "ns", bar: .none),
            Figure(name: "admission with 1,000,000 keys waiting", value: nanoseconds[1], unit: "ns", bar: .none),
            Figure(
                name: "1,000,000 keys ÷ 1,000 keys", value: nanoseconds[1] / nanoseconds[0], unit: "×", bar: .atMost(3)),
        ]
    }

    /// A store in which a run waits for each key, and goes on doing so: who ends is triggered again.
    private struct Backlog {
        let store = MemoryStore(retention: Retention(count: 1_000))
        let worker: WorkerID
        let first: [Claim]

        init(keys: Int) async throws {
            var declarations = Declarations()
            declarations.setOrganization(concurrencyLimit: 100)
            declarations.addQueue("tenants", concurrencyKey: .required, perKey: 1)
            declarations.addTask("work", queue: "tenants")
            _ = try await store.register(declarations, organizationLimit: 100)
            for start in stride(from: 0, to: keys, by: 1_000) {
                _ = try await store.enqueue(
                    (start..<min(start + 1_000, keys)).map { Self.request(key: "tenant-\($0)") })
            }
            worker = try await store.openWorker(tasks: nil, onSignal: { _ in }).worker
            first = try await store.claim(worker, limit: 1)
        }

        /// Ends runs, starts the next, and triggers another for the key that ended.
        func turn(_ operations: Int) async throws {
            guard case .start(var run)? = try await current() else { preconditionFailure("nothing is executing") }
            for _ in 0..<operations {
                _ = try await store.enqueue([Self.request(key: run.key!)])
                let ending = AttemptEnding(id: run.id, token: run.token, outcome: .completed(output: []))
                let receipt = try await store.finish([ending], claiming: 1, for: worker)
                guard case .start(let next)? = receipt.claims.first else {
                    preconditionFailure("a run waits for each key")
                }
                run = next
            }
            _ = try await store.finish(
                [AttemptEnding(id: run.id, token: run.token, outcome: .returned)], claiming: 0, for: worker)
        }

        private func current() async throws -> Claim? {
            if case .start(let run)? = first.first {
                _ = try await store.finish(
                    [AttemptEnding(id: run.id, token: run.token, outcome: .returned)], claiming: 0, for: worker)
            }
            return try await store.claim(worker, limit: 1).first
        }

        private static func request(key: String) -> RunRequest {
            RunRequest(id: Identifiers.next(), task: "work", key: key, payload: [])
        }
    }
}
