import Sluice

extension StoreConformance {
    static let keys: [ConformanceCase] = [
        ConformanceCase([11], "each concurrency key has slots of its own") { bench in
            try await declareKeyed(bench, perKey: 1)
            let a = try await bench.trigger(key: "a", count: 2)
            let b = try await bench.trigger(key: "b", count: 2)
            let worker = try await bench.worker()
            let started = try await worker.starts()
            try expect(Set(started.ids), is: [a[0], b[0]], "the first run of each key")
            try expect(Set(started.map(\.key)), is: ["a", "b"], "the claims' keys")
            let first = try unwrap(started.first { $0.key == "a" }, "a run of key a")
            try expect(await worker.finish(first, claiming: 9).claims.start().id, is: a[1], "the next run of a")
        },
        ConformanceCase([12], "a queue's total bounds all its keys together") { bench in
            try await declareKeyed(bench, perKey: 5, total: 2)
            for key in ["a", "a", "b", "b"] { try await bench.trigger(key: key) }
            let worker = try await bench.worker()
            let first = try await worker.starts()
            try expect(first.count, is: 2, "runs started")
            try expect(await worker.finish(first[0], claiming: 9).claims.count, is: 1, "runs started after one ended")
            try expect(await bench.queue().executing, is: 2, "runs that execute")
        },
        ConformanceCase([12], "a key takes no more than its share of a queue's total") { bench in
            try await declareKeyed(bench, perKey: 2, total: 5)
            try await bench.trigger(key: "a", count: 9)
            let worker = try await bench.worker()
            try expect(await worker.starts().count, is: 2, "runs of one key")
            for key in ["b", "c", "d"] { try await bench.trigger(key: key, count: 9) }
            try expect(await worker.starts().count, is: 3, "runs of other keys, up to the total")
        },
        ConformanceCase([12], "the organization bounds all keys of all queues") { bench in
            try await bench.declare(organization: 3) {
                $0.addQueue("q", concurrencyKey: .required, perKey: 1)
                $0.addTask("t", queue: "q")
            }
            for key in 0..<9 { try await bench.trigger(key: "\(key)") }
            try expect(await bench.worker().starts().count, is: 3, "runs started")
        },
        ConformanceCase([13], "where keys are optional, runs without one have a pool of their own") { bench in
            try await declareKeyed(bench, .optional, perKey: 1)
            try await bench.trigger(count: 2)
            try await bench.trigger(key: "a", count: 2)
            try expect(Set(await bench.worker().starts().map(\.key)), is: [nil, "a"], "the keys of the runs started")
        },
        ConformanceCase([13], "where keys are optional, runs without one take turns with the others") { bench in
            try await declareKeyed(bench, .optional, total: 1)
            try await bench.trigger(count: 3)
            try await bench.trigger(key: "a", count: 3)
            let keys = try await bench.worker().drain().map(\.key)
            for turn in 0..<3 {
                try expect(Set(keys[2 * turn...2 * turn + 1]), is: [nil, "a"], "the keys of turn \(turn)")
            }
        },
        ConformanceCase([14], "10,000 runs of one key do not starve another key") { bench in
            try await declareKeyed(bench, total: 1)
            try await bench.trigger(key: "a", count: 10_000)
            let worker = try await bench.worker()
            let first = try await worker.start()
            let run = try await bench.trigger(key: "b")
            let turns = try await next(2, after: first, of: worker)
            try expect(turns.ids.contains(run), "the other key's run to start within the next two turns")
        },
        ConformanceCase([16], "a full key with many runs ahead does not hold up another key") { bench in
            try await declareKeyed(bench, perKey: 1)
            try await bench.trigger(key: "a", count: 5_000)
            let worker = try await bench.worker()
            try expect(await worker.starts().count, is: 1, "runs of the full key")
            let run = try await bench.trigger(key: "b")
            try expect(await worker.start().id, is: run, "the other key's run")
        },
        ConformanceCase([11], "a key counts in its queue only: another queue's runs of the same key have other slots") {
            bench in
            try await bench.declare {
                for name in ["a", "b"] { $0.addQueue(name, concurrencyKey: .required, perKey: 1) }
                $0.addTask("t", queue: "a", overrides: ["b"])
            }
            for queue in ["a", "b", "a", "b"] { try await bench.trigger(queue: queue, key: "k") }
            try expect(
                await bench.worker().starts().map(\.queue).sorted(), is: ["a", "b"], "the queues of the runs started")
        },
        ConformanceCase([11], "keys that come and go leave no trace in the limits") { bench in
            try await declareKeyed(bench, perKey: 1)
            let worker = try await bench.worker()
            for round in 0..<3 {
                for key in 0..<200 { try await bench.trigger(key: "\(key)", count: 2) }
                let started = try await worker.starts(1_000)
                try expect(started.count, is: 200, "runs started in round \(round)")
                for run in started { try await worker.finish(run) }
                try expect(await worker.drain(atOnce: 1_000).count, is: 200, "runs started afterwards")
            }
        },
    ]

    static func declareKeyed(
        _ bench: Bench, _ mode: ConcurrencyKeyMode = .required, perKey: Int? = nil, total: Int? = nil
    ) async throws {
        try await bench.declare {
            $0.addQueue("q", concurrencyKey: mode, perKey: perKey, total: total)
            $0.addTask("t", queue: "q")
        }
    }

    /// The runs that start one after the other where one slot is free.
    static func next(_ count: Int, after run: ClaimedRun, of worker: ProbeWorker) async throws -> [ClaimedRun] {
        var started: [ClaimedRun] = []
        var last = run
        for _ in 0..<count {
            last = try await worker.finish(last, claiming: 1).claims.start()
            started.append(last)
        }
        return started
    }
}
