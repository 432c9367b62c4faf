import Sluice
import SluiceTesting

extension StoreConformance {
    static let steering: [ConformanceCase] = [
        ConformanceCase([8], "a lowered limit stops nothing; nothing starts until fewer execute") { bench in
            try await bench.declareOne(limit: 5)
            try await bench.trigger(count: 10)
            let worker = try await bench.worker()
            let executing = try await worker.starts()
            try expect(executing.count, is: 5, "runs that execute")
            try await bench.store.override(queue: "q", limit: ConcurrencyLimit(total: 2))
            try expect(await bench.queue().executing, is: 5, "runs that execute afterwards")
            for run in executing[..<3] {
                try expect(await worker.finish(run, claiming: 9).claims.count, is: 0, "runs started at the limit")
            }
            try expect(await worker.finish(executing[3], claiming: 9).claims.count, is: 1, "runs started below it")
        },
        ConformanceCase([8], "a lowered organization limit stops nothing; nothing starts until fewer execute") {
            bench in
            try await bench.declareOne(organization: 5)
            try await bench.trigger(count: 10)
            let worker = try await bench.worker()
            let executing = try await worker.starts()
            try await bench.declareOne(organization: 2)
            for run in executing[..<3] {
                try expect(await worker.finish(run, claiming: 9).claims.count, is: 0, "runs started at the limit")
            }
            try expect(await worker.finish(executing[3], claiming: 9).claims.count, is: 1, "runs started below it")
        },
        ConformanceCase([8], "a raised limit starts what waits, and workers are told") { bench in
            try await bench.declareOne(limit: 1)
            try await bench.trigger(count: 5)
            let worker = try await bench.worker()
            try expect(await worker.starts().count, is: 1, "runs started")
            try await bench.store.override(queue: "q", limit: ConcurrencyLimit(total: 3))
            try await worker.hears(.workAvailable)
            try expect(await worker.starts().count, is: 2, "runs started with two slots more")
            try await bench.store.override(queue: "q", limit: ConcurrencyLimit())
            try await worker.hears(.workAvailable)
            try expect(await worker.starts().count, is: 2, "runs started without a limit")
        },
        ConformanceCase([8], "an override of the limit per key counts for keys there are, and for new ones") { bench in
            try await declareKeyed(bench, perKey: 1)
            try await bench.trigger(key: "a", count: 5)
            let worker = try await bench.worker()
            try expect(await worker.starts().count, is: 1, "runs started")
            try await bench.store.override(queue: "q", limit: ConcurrencyLimit(perKey: 2))
            try await bench.trigger(key: "b", count: 5)
            try expect(await worker.starts().count, is: 3, "runs started with two slots a key")
            try await bench.store.reset(queue: "q")
            try await bench.trigger(key: "c", count: 5)
            try expect(await worker.starts().map(\.key), is: ["c"], "the keys with room at the declared limit")
        },
        ConformanceCase([8], "a reset puts the declared limits back in force") { bench in
            try await bench.declareOne(limit: 2)
            try await bench.store.override(queue: "q", limit: ConcurrencyLimit(total: 4))
            var queue = try await bench.queue()
            try expect(queue.limit, is: ConcurrencyLimit(total: 4), "the limit while overridden")
            try expect(queue.isOverridden, "the queue to be shown as overridden")
            try await bench.store.reset(queue: "q")
            queue = try await bench.queue()
            try expect(queue.limit, is: ConcurrencyLimit(total: 2), "the limit after the reset")
            try expect(!queue.isOverridden, "the queue to be shown as not overridden")
            try await bench.store.reset(queue: "q")
            try await bench.trigger(count: 9)
            try expect(await bench.worker().starts().count, is: 2, "runs started")
        },
        ConformanceCase([8], "an override is checked against one and against the organization's limit") { bench in
            try await declareKeyed(bench, perKey: 1, total: 2)
            for limit in [0, -1, Int.min].flatMap({ [ConcurrencyLimit(total: $0), ConcurrencyLimit(perKey: $0)] }) {
                try await bench.expect(.invalidLimit, from: "an override below one", mentioning: "'q'") {
                    try await bench.store.override(queue: "q", limit: limit)
                }
            }
            try await bench.store.override(queue: "q", limit: ConcurrencyLimit(perKey: .max, total: .max))
            try await bench.declare(organization: 10) {
                $0.addQueue("q", concurrencyKey: .required, perKey: 1, total: 2)
                $0.addTask("t", queue: "q")
            }
            for limit in [ConcurrencyLimit(perKey: 11), ConcurrencyLimit(perKey: 1, total: 11)] {
                try await bench.expect(.invalidLimit, from: "an override over the organization's", mentioning: "10") {
                    try await bench.store.override(queue: "q", limit: limit)
                }
            }
            try await bench.store.override(queue: "q", limit: ConcurrencyLimit(perKey: 10, total: 10))
            try expect(await bench.queue().limit, is: ConcurrencyLimit(perKey: 10, total: 10), "the limit accepted")
        },
        ConformanceCase([8], "a queue that holds slots of waiting runs is not overridden above its declared limit") {
            bench in
            try await bench.declare {
                $0.addQueue("q", concurrencyLimit: 3, onWait: .hold)
                $0.addQueue("keyed", concurrencyKey: .required, perKey: 2, onWait: .hold)
                $0.addTask("t", queue: "q", overrides: ["keyed"])
            }
            for (queue, limit) in [
                ("q", ConcurrencyLimit(total: 4)), ("q", ConcurrencyLimit()), ("keyed", ConcurrencyLimit(perKey: 3)),
                ("keyed", ConcurrencyLimit(total: 9)),
            ] {
                try await bench.expect(.invalidLimit, from: "the override", mentioning: "'\(queue)'") {
                    try await bench.store.override(queue: queue, limit: limit)
                }
            }
            try await bench.store.override(queue: "q", limit: ConcurrencyLimit(total: 2))
            try await bench.store.override(queue: "keyed", limit: ConcurrencyLimit(perKey: 1, total: 1))
            try expect(await bench.queue().limit, is: ConcurrencyLimit(total: 2), "the limit that is lower")
        },
        ConformanceCase([9], "a paused queue starts nothing, accepts runs, and goes on with its limit") { bench in
            try await bench.declareOne(limit: 2)
            try await bench.trigger(count: 2)
            let worker = try await bench.worker()
            let executing = try await worker.starts()
            try await bench.store.pause(queue: "q")
            try await bench.trigger(count: 5)
            for run in executing {
                try expect(await worker.finish(run, claiming: 9).claims.count, is: 0, "runs started while paused")
            }
            let queue = try await bench.queue()
            try expect(queue.isPaused, "the queue to be shown as paused")
            try expect(queue.queued, is: 5, "queued runs")
            try await bench.store.resume(queue: "q")
            try await worker.hears(.workAvailable)
            try expect(await worker.starts().count, is: 2, "runs started afterwards")
            try expect(!(await bench.queue().isPaused), "the queue to be shown as not paused")
        },
        ConformanceCase([9], "pausing and overriding do not touch each other") { bench in
            try await bench.declareOne(limit: 1)
            try await bench.store.override(queue: "q", limit: ConcurrencyLimit(total: 3))
            for _ in 0..<2 { try await bench.store.pause(queue: "q") }
            try await bench.trigger(count: 9)
            let worker = try await bench.worker()
            try await bench.store.override(queue: "q", limit: ConcurrencyLimit(total: 4))
            try expect(await worker.starts().count, is: 0, "runs started while paused")
            try await bench.store.resume(queue: "q")
            try expect(await worker.starts().count, is: 4, "runs started with the override")
        },
        ConformanceCase([9], "a queue that is declared anew while paused and overridden stays so") { bench in
            try await bench.declareOne(limit: 1)
            try await bench.store.override(queue: "q", limit: ConcurrencyLimit(total: 3))
            try await bench.store.pause(queue: "q")
            try await bench.declareOne(limit: 2)
            let queue = try await bench.queue()
            try expect(queue.isPaused && queue.isOverridden, "both to be kept")
            try expect(queue.limit, is: ConcurrencyLimit(total: 3), "the limit in force")
            try await bench.store.reset(queue: "q")
            try expect(await bench.queue().limit, is: ConcurrencyLimit(total: 2), "the limit declared last")
        },
        ConformanceCase([9], "a queue that is declared as paused starts so, and is resumed for good") { bench in
            let paused: (inout Declarations) -> Void = {
                $0.addQueue("q", paused: true)
                $0.addTask("t", queue: "q")
            }
            try await bench.declare(paused)
            try await bench.trigger()
            let worker = try await bench.worker()
            try expect(await worker.claim().count, is: 0, "claims while paused")
            try await bench.store.resume(queue: "q")
            try await bench.declare(paused)
            try expect(await worker.starts().count, is: 1, "runs started after it was resumed and declared anew")
        },
        ConformanceCase([9], "delays, times to live and cancels go on in a paused queue") { bench in
            try await bench.declareOne()
            try await bench.store.pause(queue: "q")
            let delayed = try await bench.trigger(options: TriggerOptions(delay: .seconds(1)))
            let expiring = try await bench.trigger(options: TriggerOptions(ttl: .seconds(1)))
            let cancelled = try await bench.trigger()
            bench.time.advance(by: .seconds(2))
            try expect(await bench.store.cancel(cancelled), is: .canceled, "the answer to the cancel")
            try await bench.expect(delayed, is: .queued)
            try await bench.expect(expiring, is: .expired)
            try expect(await bench.worker().claim().count, is: 0, "claims")
        },
        ConformanceCase([9], "a run of a queue that is paused while it waits goes on all the same") { bench in
            try await bench.declare {
                $0.addQueue("q", concurrencyLimit: 1)
                $0.addQueue("children")
                $0.addTask("t", queue: "q")
                $0.addTask("child", queue: "children")
            }
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            let child = try await worker.wait(parent, for: [bench.request("child", childOf: parent.id)], claiming: 9)
                .claims.start()
            try await bench.store.pause(queue: "q")
            try expect(await worker.finish(child, claiming: 9).claims.resumption().id, is: parent.id, "the run")
        },
        ConformanceCase([], "an operator's words about a queue that there is not are refused") { bench in
            try await bench.declareOne()
            let store = bench.store
            let operations: [@Sendable (String) async throws -> Void] = [
                { try await store.pause(queue: $0) }, { try await store.resume(queue: $0) },
                { try await store.reset(queue: $0) },
                { try await store.override(queue: $0, limit: ConcurrencyLimit(total: 1)) },
            ]
            for operation in operations {
                for name in ["r", "", "Q", "q "] {
                    try await bench.expect(.unknownQueue, from: "an operation on '\(name)'", mentioning: "'\(name)'") {
                        try await operation(name)
                    }
                }
            }
        },
    ]
}
