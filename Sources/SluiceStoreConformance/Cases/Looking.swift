import Sluice
import SluiceTesting

extension StoreConformance {
    static let looking: [ConformanceCase] = [
        ConformanceCase([], "a snapshot counts the runs of every queue where they stand") { bench in
            try await bench.declare(organization: 9) {
                $0.addQueue("b", concurrencyLimit: 2)
                $0.addQueue("a", concurrencyKey: .optional, perKey: 1, total: 3, paused: true)
                $0.addTask("b", queue: "b")
                $0.addTask("a", queue: "a")
            }
            try await bench.trigger("b", count: 5)
            try await bench.trigger("b", options: TriggerOptions(delay: .seconds(5)), count: 3)
            try await bench.trigger("a", key: "k", count: 4)
            let worker = try await bench.worker()
            let parent = try await worker.starts()[0]
            _ = try await worker.wait(parent, for: [bench.request("a", childOf: parent.id)])
            let expected = StoreSnapshot(
                executing: 1, limit: 9,
                queues: [
                    QueueSnapshot(
                        name: "a", executing: 0, queued: 5, delayed: 0, waiting: 0,
                        oldestQueuedAt: bench.time.now, limit: ConcurrencyLimit(perKey: 1, total: 3),
                        isOverridden: false, isPaused: true,
                        isDeclared: true),
                    QueueSnapshot(
                        name: "b", executing: 1, queued: 3, delayed: 3, waiting: 1,
                        oldestQueuedAt: bench.time.now, limit: ConcurrencyLimit(total: 2),
                        isOverridden: false, isPaused: false, isDeclared: true),
                ])
            try expect(await bench.store.snapshot(), is: expected, "the snapshot")
        },
        ConformanceCase([], "the snapshot of an empty store is empty") { bench in
            let empty = StoreSnapshot(executing: 0, limit: nil, queues: [])
            try expect(await bench.store.snapshot(), is: empty, "the snapshot")
        },
        ConformanceCase([], "counts go back to nothing when everything has ended") { bench in
            try await bench.declareOne(limit: 3)
            try await bench.trigger(count: 20)
            try await bench.trigger(options: TriggerOptions(ttl: .seconds(1)))
            let delayed = try await bench.trigger(options: TriggerOptions(delay: .seconds(1)))
            try await bench.store.cancel(delayed)
            bench.time.advance(by: .seconds(2))
            _ = try await bench.worker().drain(atOnce: 3)
            let queue = try await bench.queue()
            try expect(
                [queue.executing, queue.queued, queue.delayed, queue.waiting], is: [0, 0, 0, 0], "the queue's counts")
            try expect(await bench.store.snapshot().executing, is: 0, "the organization's count")
        },
        ConformanceCase([], "a run can be looked at from its trigger to its end, and after") { bench in
            try await declareKeyed(bench, perKey: 1)
            let triggeredAt = bench.time.now
            let run = try await bench.trigger(key: "k", options: TriggerOptions(delay: .seconds(1), tags: ["x", "y"]))
            let worker = try await bench.worker()
            var expected = RunSnapshot(
                id: run, task: "t", queue: "q", key: "k", state: .delayed, attempts: 0, triggeredAt: triggeredAt,
                tags: ["x", "y"])
            try expect(await bench.store.run(run), is: expected, "the run while delayed")
            bench.time.advance(by: .seconds(1))
            expected.state = .queued
            try expect(await bench.store.run(run), is: expected, "the run while queued")
            let claimed = try await worker.start()
            (expected.state, expected.attempts, expected.startedAt) = (.executing, 1, bench.time.now)
            bench.time.advance(by: .seconds(1))
            try expect(await bench.store.run(run), is: expected, "the run while it executes")
            _ = try await worker.wait(claimed, for: [bench.request(key: "other", childOf: run)])
            expected.state = .waiting
            try expect(await bench.store.run(run), is: expected, "the run while it waits")
            try await worker.finish(worker.start())
            expected.state = .executing
            try expect(await bench.store.run(run), is: expected, "the run after its wait")
            bench.time.advance(by: .seconds(1))
            try await worker.finish(claimed)
            (expected.state, expected.endedAt) = (.completed, bench.time.now)
            try expect(await bench.store.run(run), is: expected, "the run after its end")
            try expect(await bench.store.run(bench.newID()), is: nil, "a run that there is not")
        },
        ConformanceCase([18, 19], "what a store shows is of its clock's time, whoever looked before") { bench in
            try await bench.declareOne()
            let due = try await bench.trigger(options: TriggerOptions(delay: .seconds(1)), count: 30)
            let expiring = try await bench.trigger(options: TriggerOptions(ttl: .seconds(1)), count: 30)
            bench.time.advance(by: .seconds(1))
            let queue = try await bench.queue()
            try expect([queue.queued, queue.delayed], is: [30, 0], "queued and delayed runs")
            for run in due { try await bench.expect(run, is: .queued) }
            for run in expiring { try await bench.expect(run, is: .expired) }
        },
    ]
}
