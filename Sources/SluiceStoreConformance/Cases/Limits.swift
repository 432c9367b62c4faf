import Sluice

extension StoreConformance {
    static let limits: [ConformanceCase] = [
        ConformanceCase([1], "of a queue with limit 1, one run executes, and the next only after it has ended") {
            bench in
            try await bench.declareOne(limit: 1)
            let runs = try await bench.trigger(count: 2)
            let worker = try await bench.worker()
            let first = try await worker.start()
            try expect(first.id, is: runs[0], "the run that was triggered first")
            try await bench.expect(runs[1], is: .queued)
            let second = try await worker.finish(first, claiming: 10).claims.start()
            try expect(second.id, is: runs[1], "the run that was triggered second")
            try await bench.expect(runs[0], is: .completed)
        },
        ConformanceCase([1], "a queue fills up to its limit, and not beyond") { bench in
            try await bench.declareOne(limit: 7)
            try await bench.trigger(count: 20)
            let worker = try await bench.worker()
            try expect(await worker.starts().count, is: 7, "runs started")
            try expect(await worker.starts().count, is: 0, "runs started beyond the limit")
            try expect(await bench.queue().executing, is: 7, "runs that hold a slot")
        },
        ConformanceCase([1], "a limit holds over every worker together") { bench in
            try await bench.declareOne(limit: 3)
            try await bench.trigger(count: 10)
            var started = 0
            for limit in [2, 2, 2] { started += try await bench.worker().starts(limit).count }
            try expect(started, is: 3, "runs started by three workers")
        },
        ConformanceCase([1], "a worker gets no more than it asked for") { bench in
            try await bench.declareOne()
            try await bench.trigger(count: 10)
            let worker = try await bench.worker()
            try expect(await worker.claim(0).count, is: 0, "claims of 0")
            let runs = try await worker.starts(4)
            try expect(runs.count, is: 4, "claims of 4")
            try expect(await worker.finish(runs[0], claiming: 2).claims.count, is: 2, "claims of 2")
        },
        ConformanceCase([2], "with an organization limit of 1, one run executes, though two queues have room") {
            bench in
            try await bench.declare(organization: 1) {
                $0.addQueue("a", concurrencyLimit: 5)
                $0.addQueue("b")
                $0.addTask("a", queue: "a")
                $0.addTask("b", queue: "b")
            }
            try await bench.trigger("a", count: 2)
            try await bench.trigger("b", count: 2)
            let worker = try await bench.worker()
            var next = try await worker.starts()
            var started: Set<RunID> = []
            while !next.isEmpty {
                try expect(next.count, is: 1, "runs that execute at once")
                started.formUnion(next.ids)
                next = try await worker.finish(next[0], claiming: 10).claims.starts()
            }
            try expect(started.count, is: 4, "runs started in the end")
        },
        ConformanceCase([3], "a full queue does not hold up another one") { bench in
            try await bench.declare {
                $0.addQueue("full", concurrencyLimit: 1)
                $0.addQueue("free", concurrencyLimit: 1)
                $0.addTask("f", queue: "full")
                $0.addTask("t", queue: "free")
            }
            try await bench.trigger("f", count: 2)
            let run = try await bench.trigger("t")
            let worker = try await bench.worker()
            try expect(await worker.starts().ids.contains(run), "the other queue's run to start")
        },
        ConformanceCase([4], "a run of an empty queue with room starts at once") { bench in
            try await bench.declareOne(limit: 1)
            let worker = try await bench.worker()
            try expect(await worker.claim().count, is: 0, "claims before anything was triggered")
            let run = try await bench.trigger()
            try expect(await worker.start().id, is: run, "the run")
        },
        ConformanceCase([4], "a run does not overtake an older one that can start") { bench in
            try await bench.declareOne(limit: 1)
            let runs = try await bench.trigger(count: 3)
            let worker = try await bench.worker()
            let first = try await worker.start()
            let younger = try await bench.trigger()
            try await worker.finish(first)
            try expect(await worker.drain().ids, is: [runs[1], runs[2], younger], "the order of starts")
        },
        ConformanceCase([5], "an attempt that ends twice frees its slot once") { bench in
            try await bench.declareOne(limit: 1)
            try await bench.trigger(count: 3)
            let worker = try await bench.worker()
            let first = try await worker.start()
            try expect(await worker.finish(first), is: .ended(.completed), "the first ending's verdict")
            try expect(await worker.finish(first), is: .stale, "the second ending's verdict")
            try expect(await worker.starts().count, is: 1, "runs started with one slot")
            try expect(await worker.finish(first, .failed(message: "late", retryAfter: .zero)), is: .stale, "the third")
            try expect(await worker.starts().count, is: 0, "runs started without a slot")
            try await bench.expect(first.id, is: .completed)
        },
        ConformanceCase([5], "several endings at once are each judged for themselves") { bench in
            try await bench.declareOne(limit: 3)
            try await bench.trigger(count: 5)
            let worker = try await bench.worker()
            let runs = try await worker.starts()
            try await worker.finish(runs[1])
            let completed = AttemptEnding.Outcome.completed(output: [])
            let endings = [
                AttemptEnding(id: runs[0].id, token: runs[0].token, outcome: completed),
                AttemptEnding(id: runs[1].id, token: runs[1].token, outcome: completed),
                AttemptEnding(id: bench.newID(), token: runs[2].token, outcome: completed),
                AttemptEnding(
                    id: runs[2].id, token: runs[2].token, outcome: .failed(message: "no", retryAfter: .seconds(1))),
            ]
            let receipt = try await bench.store.finish(endings, claiming: 10, for: worker.id)
            try expect(receipt.verdicts, is: [.ended(.completed), .stale, .stale, .requeued], "the verdicts")
            try expect(receipt.claims.count, is: 2, "claims in the same step")
        },
        ConformanceCase([10], "a queue without a limit is bounded by the organization only") { bench in
            try await bench.declareOne(organization: 6)
            try await bench.trigger(count: 10)
            let worker = try await bench.worker()
            try expect(await worker.starts().count, is: 6, "runs started")
            try expect(await bench.queue().limit, is: ConcurrencyLimit(), "the queue's limit")
        },
        ConformanceCase([10], "without any limit everything starts") { bench in
            try await bench.declareOne()
            try await bench.trigger(count: 500)
            try expect(await bench.worker().starts(1_000).count, is: 500, "runs started")
        },
    ]
}
