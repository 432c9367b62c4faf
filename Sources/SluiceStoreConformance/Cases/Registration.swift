import Sluice

extension StoreConformance {
    static let registration: [ConformanceCase] = [
        ConformanceCase([8], "the newest registration's limits are in force") { bench in
            try await bench.declareOne(limit: 1)
            try await bench.trigger(count: 9)
            let worker = try await bench.worker()
            try expect(await worker.starts().count, is: 1, "runs started")
            try await bench.declareOne(limit: 4)
            try await worker.hears(.workAvailable)
            try expect(await worker.starts().count, is: 3, "runs started after the second registration")
            try await bench.declareOne()
            try expect(await worker.starts().count, is: 5, "runs started without a limit")
        },
        ConformanceCase([], "registering the same again changes nothing") { bench in
            try await bench.declareOne(limit: 3, organization: 2)
            try await bench.trigger(count: 5)
            let worker = try await bench.worker()
            _ = try await worker.starts()
            let before = try await bench.store.snapshot()
            try await bench.declareOne(limit: 3, organization: 2)
            try expect(await bench.store.snapshot(), is: before, "the snapshot")
            try expect(await worker.claim().count, is: 0, "claims")
        },
        ConformanceCase([], "a queue that is declared no more keeps its limits for the runs it has, and is reported") {
            bench in
            try await bench.declare {
                $0.addQueue("old", concurrencyLimit: 1)
                $0.addQueue("empty", concurrencyLimit: 1)
                $0.addTask("t", queue: "old")
            }
            let runs = try await bench.trigger(count: 3)
            let report = try await bench.declare {
                $0.addQueue("new", concurrencyLimit: 5)
                $0.addTask("t", queue: "new")
            }
            try expect(report, is: RegistrationReport(undeclaredQueues: ["old"]), "the report")
            let old = try await bench.queue("old")
            try expect(!old.isDeclared, "the queue to be shown as undeclared")
            try expect(old.limit, is: ConcurrencyLimit(total: 1), "its limit")
            let new = try await bench.trigger()
            let worker = try await bench.worker()
            try expect(Set(await worker.starts().ids), is: [runs[0], new], "one run of the old queue, and the new one")
            try await bench.expect(.queueNotAllowed, from: "a trigger into the old queue", mentioning: "'old'") {
                try await bench.trigger(queue: "old")
            }
        },
        ConformanceCase([], "a queue that is declared again after a time goes on with its runs") { bench in
            try await bench.declareOne(limit: 1)
            try await bench.trigger(count: 2)
            try await bench.declare {
                $0.addQueue("other")
                $0.addTask("t", queue: "other")
            }
            try expect(await bench.declareOne(limit: 2), is: RegistrationReport(), "the report")
            try expect(await bench.queue().isDeclared, "the queue to be shown as declared")
            try expect(await bench.worker().starts().count, is: 2, "runs started")
        },
        ConformanceCase([9], "an override survives a registration, and is reported where it can't be reached any more")
        { bench in
            try await bench.declareOne(limit: 1, organization: 10)
            try await bench.store.override(queue: "q", limit: ConcurrencyLimit(total: 8))
            let report = try await bench.declareOne(limit: 1, organization: 5)
            try expect(report, is: RegistrationReport(unreachableOverrides: ["q"]), "the report")
            try await bench.trigger(count: 20)
            try expect(await bench.worker().starts().count, is: 5, "runs started: the organization's limit counts")
        },
        ConformanceCase([], "a registration with a task whose queue is not declared is refused, and changes nothing") {
            bench in
            try await bench.declareOne(limit: 3, organization: 4)
            let before = try await bench.store.snapshot()
            try await bench.expect(.unknownQueue, from: "the registration", mentioning: "'missing'") {
                try await bench.declare(organization: 9) {
                    $0.addQueue("q", concurrencyLimit: 7)
                    $0.addTask("t", queue: "q", overrides: ["missing"])
                }
            }
            try expect(await bench.store.snapshot(), is: before, "the snapshot")
        },
        ConformanceCase([], "a declared limit below one is refused, and changes nothing") { bench in
            try await bench.declareOne(limit: 3, organization: 4)
            let before = try await bench.store.snapshot()
            for (limit, organization) in [(0, 4), (-1, 4), (3, 0), (3, -1)] {
                try await bench.expect(.invalidLimit, from: "the registration") {
                    try await bench.declareOne(limit: limit, organization: organization)
                }
            }
            try expect(await bench.store.snapshot(), is: before, "the snapshot")
        },
        ConformanceCase([], "a declared number of attempts below one is refused") { bench in
            for attempts in [0, -1] {
                try await bench.expect(.invalidOption, from: "the registration", mentioning: "'t'") {
                    try await bench.declareOne(retry: RetryPolicy(maxAttempts: attempts))
                }
            }
            try expect(await bench.store.snapshot().queues, is: [], "queues declared")
        },
        ConformanceCase([], "declared retries and durations that can't be are refused") { bench in
            let retries = [
                RetryPolicy(factor: 0.5), RetryPolicy(factor: .infinity), RetryPolicy(factor: .nan),
                RetryPolicy(minTimeout: .seconds(-1)), RetryPolicy(maxTimeout: .seconds(-1)),
            ]
            for retry in retries {
                try await bench.expect(.invalidOption, from: "the registration", mentioning: "'t'") {
                    try await bench.declareOne(retry: retry)
                }
            }
            for (ttl, maxDuration, priority) in [(0, 1, 0), (-1, 1, 0), (1, 0, 0), (1, -1, 0), (1, 1, -1)] {
                try await bench.expect(.invalidOption, from: "the registration", mentioning: "'t'") {
                    try await bench.declare {
                        $0.addQueue("q")
                        $0.addTask(
                            "t", queue: "q", maxDuration: .seconds(maxDuration), ttl: .seconds(ttl),
                            priority: .seconds(priority))
                    }
                }
            }
            try expect(await bench.store.snapshot().queues, is: [], "queues declared")
        },
        ConformanceCase([], "a task moves to another queue for triggers from then on") { bench in
            try await bench.declareOne(limit: 1)
            let old = try await bench.trigger()
            try await bench.declare {
                $0.addQueue("q", concurrencyLimit: 1)
                $0.addQueue("r", concurrencyLimit: 1)
                $0.addTask("t", queue: "r", overrides: ["q"])
            }
            let new = try await bench.trigger()
            try expect(await bench.store.run(old)?.queue, is: "q", "the queue of the run there was")
            try expect(await bench.store.run(new)?.queue, is: "r", "the queue of the new run")
            try expect(await bench.worker().starts().count, is: 2, "runs started")
        },
    ]
}
