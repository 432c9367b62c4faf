import Sluice
import SluiceTesting

extension StoreConformance {
    static let signals: [ConformanceCase] = [
        ConformanceCase([4], "a worker that got less than it asked for is told of a trigger") { bench in
            try await bench.declareOne()
            let worker = try await bench.worker()
            for _ in 0..<5 {
                try expect(await worker.claim().count, is: 0, "claims before the trigger")
                let run = try await bench.trigger()
                try await worker.hears(.workAvailable)
                try expect(await worker.start().id, is: run, "the run")
            }
        },
        ConformanceCase([4], "a worker that got some, but less than it asked for, is told of more") { bench in
            try await bench.declareOne()
            try await bench.trigger()
            let worker = try await bench.worker()
            try expect(await worker.claim(2).count, is: 1, "claims")
            try await bench.trigger()
            try await worker.hears(.workAvailable)
        },
        ConformanceCase([1], "a worker is told when another one frees a slot") { bench in
            try await bench.declareOne(limit: 1)
            try await bench.trigger(count: 2)
            let (first, second) = (try await bench.worker(), try await bench.worker())
            let run = try await first.start()
            try expect(await second.claim().count, is: 0, "claims while the queue is full")
            try await first.finish(run)
            try await second.hears(.workAvailable)
            try expect(await second.starts().count, is: 1, "runs started")
        },
        ConformanceCase([1], "a worker that finished and got less than it asked for is told of more") { bench in
            try await bench.declareOne()
            try await bench.trigger()
            let worker = try await bench.worker()
            let run = try await worker.starts(1)[0]
            try expect(await worker.finish(run, claiming: 1).claims.count, is: 0, "claims")
            try await bench.trigger()
            try await worker.hears(.workAvailable)
        },
        ConformanceCase([21], "a worker whose run began to wait is told when that can go on") { bench in
            try await bench.declareOne()
            try await bench.trigger()
            let (first, second) = (try await bench.worker(), try await bench.worker())
            let parent = try await first.start()
            let child = bench.request(options: TriggerOptions(delay: .seconds(1)), childOf: parent.id)
            try expect(await first.wait(parent, for: [child], claiming: 1).claims.count, is: 0, "claims")
            bench.time.advance(by: .seconds(1))
            try await second.finish(second.start())
            try await first.hears(.workAvailable)
            try expect(await first.claim().resumption().id, is: parent.id, "the run that goes on")
        },
        ConformanceCase([], "every worker that serves a task is told of its run, and one of them gets it") { bench in
            try await bench.declareOne()
            let workers = [try await bench.worker(), try await bench.worker(serving: ["t"])]
            for worker in workers { try expect(await worker.claim().count, is: 0, "claims before") }
            try await bench.trigger()
            for worker in workers { try await worker.hears(.workAvailable) }
            var started = 0
            for worker in workers { started += try await worker.starts().count }
            try expect(started, is: 1, "runs started")
        },
        ConformanceCase([4], "no signal is lost while triggers and claims race") { bench in
            try await bench.declareOne(limit: 3)
            let (worker, count) = (try await bench.worker(), 300)
            let triggers = Task {
                for _ in 0..<count {
                    try await bench.trigger()
                    await Task.yield()
                }
            }
            var ended = 0
            while ended < count {
                let runs = try await worker.starts(3)
                if runs.isEmpty { try await worker.hears(.workAvailable) }
                for run in runs { try await worker.finish(run) }
                ended += runs.count
            }
            try await triggers.value
            try expect(await worker.claim().count, is: 0, "claims afterwards")
        },
    ]
}
