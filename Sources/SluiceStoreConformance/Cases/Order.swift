import Sluice
import SluiceTesting

extension StoreConformance {
    static let order: [ConformanceCase] = [
        ConformanceCase([17], "a priority is a head start in seconds") { bench in
            try await bench.declareOne(limit: 1)
            var runs: [RunID] = []
            for seconds in [0, 5, 10] {
                runs.append(try await bench.trigger(options: TriggerOptions(priority: .seconds(seconds))))
            }
            try expect(await bench.worker().drain().ids, is: runs.reversed(), "the order of starts")
        },
        ConformanceCase([17], "a priority of 5 s overtakes a run 4 s older, and none 6 s older") { bench in
            try await bench.declareOne(limit: 1)
            let oldest = try await bench.trigger()
            bench.time.advance(by: .seconds(2))
            let older = try await bench.trigger()
            bench.time.advance(by: .seconds(4))
            let prior = try await bench.trigger(options: TriggerOptions(priority: .seconds(5)))
            try expect(await bench.worker().drain().ids, is: [oldest, prior, older], "the order of starts")
        },
        ConformanceCase([17], "a task's declared priority counts where the trigger names none") { bench in
            try await bench.declare {
                $0.addQueue("q", concurrencyLimit: 1)
                $0.addTask("plain", queue: "q")
                $0.addTask("prior", queue: "q", priority: .seconds(3))
            }
            let plain = try await bench.trigger("plain")
            let prior = try await bench.trigger("prior")
            let demoted = try await bench.trigger("prior", options: TriggerOptions(priority: .zero))
            try expect(await bench.worker().drain().ids, is: [prior, plain, demoted], "the order of starts")
        },
        ConformanceCase([17], "runs of the same time start in the order of their triggers") { bench in
            try await bench.declareOne(limit: 1)
            let runs = try await bench.trigger(count: 50)
            try expect(await bench.worker().drain().ids, is: runs, "the order of starts")
        },
        ConformanceCase([14], "queues take turns, however many runs they have") { bench in
            try await bench.declare(organization: 1) {
                for name in ["a", "b", "c"] {
                    $0.addQueue(name)
                    $0.addTask(name, queue: name)
                }
            }
            try await bench.trigger("a", count: 1_000)
            try await bench.trigger("b", count: 5)
            try await bench.trigger("c", count: 5)
            let worker = try await bench.worker()
            let first = try await worker.start()
            let turns = [first] + (try await next(8, after: first, of: worker))
            for name in ["a", "b", "c"] {
                try expect(turns.count { $0.queue == name }, is: 3, "turns of queue '\(name)' among nine")
            }
        },
        ConformanceCase([14], "keys take turns, however many runs they have") { bench in
            try await declareKeyed(bench, total: 1)
            try await bench.trigger(key: "a", count: 1_000)
            for key in ["b", "c", "d"] { try await bench.trigger(key: key, count: 5) }
            let worker = try await bench.worker()
            let first = try await worker.start()
            let turns = [first] + (try await next(11, after: first, of: worker))
            for key in ["a", "b", "c", "d"] {
                try expect(turns.count { $0.key == key }, is: 3, "turns of key '\(key)' among twelve")
            }
        },
        ConformanceCase([25], "a run that is tried again keeps its place in line") { bench in
            try await bench.declareOne(limit: 1)
            let runs = try await bench.trigger(count: 3)
            let worker = try await bench.worker()
            try await worker.finish(worker.start(), .failed(message: "no", retryAfter: .zero))
            try expect(await worker.drain().ids, is: runs, "the order of starts")
        },
        ConformanceCase([21], "a run that another one waits for has that one's place in line") { bench in
            try await bench.declare {
                $0.addQueue("parents")
                $0.addQueue("q", concurrencyLimit: 1)
                $0.addTask("parent", queue: "parents")
                $0.addTask("t", queue: "q")
            }
            try await bench.trigger("parent")
            let worker = try await bench.worker()
            let parent = try await worker.start()
            bench.time.advance(by: .seconds(1))
            try await bench.trigger(count: 3)
            bench.time.advance(by: .seconds(1))
            let child = bench.request(childOf: parent.id)
            _ = try await worker.wait(parent, for: [child])
            try expect(await worker.starts(1).ids, is: [child.id], "the run that starts before older ones")
        },
        ConformanceCase([], "a worker that serves only some tasks gets only their runs, also behind others") { bench in
            try await bench.declare {
                $0.addQueue("q", concurrencyLimit: 2)
                $0.addTask("a", queue: "q")
                $0.addTask("b", queue: "q")
            }
            let ofA = try await bench.trigger("a", count: 3)
            let ofB = try await bench.trigger("b", count: 3)
            try expect(await bench.worker(serving: ["b"]).drain().ids, is: ofB, "the runs of the task served")
            for run in ofA { try await bench.expect(run, is: .queued) }
            try expect(await bench.worker(serving: ["a", "b"]).drain().ids, is: ofA, "the other runs")
        },
        ConformanceCase([], "a worker may come before the task that it serves is declared") { bench in
            let worker = try await bench.worker(serving: ["t"])
            try expect(await worker.claim().count, is: 0, "claims of an empty store")
            try await bench.declareOne()
            let run = try await bench.trigger()
            try expect(await worker.start().id, is: run, "the run")
        },
        ConformanceCase([], "tasks that are declared later are served by a worker of all tasks, and by no other") {
            bench in
            let all = try await bench.worker()
            try await bench.declareOne()
            let some = try await bench.worker(serving: ["t"])
            try await bench.declare {
                $0.addQueue("q")
                $0.addTask("t", queue: "q")
                $0.addTask("later", queue: "q")
            }
            let run = try await bench.trigger("later")
            try expect(await some.claim().count, is: 0, "claims of a worker that does not serve the task")
            try expect(await all.start().id, is: run, "the run")
        },
    ]
}
