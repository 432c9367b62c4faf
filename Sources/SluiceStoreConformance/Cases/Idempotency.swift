import Sluice
import SluiceTesting

extension StoreConformance {
    static let idempotency: [ConformanceCase] = [
        ConformanceCase([28], "the same idempotency key makes one run, and says so") { bench in
            try await bench.declareOne()
            let requests = (0..<3).map { _ in bench.request(options: TriggerOptions(idempotencyKey: "k")) }
            var answers: [EnqueuedRun] = []
            for request in requests { answers += try await bench.store.enqueue([request]) }
            try expect(answers.map(\.id), is: requests.map { _ in requests[0].id }, "the runs")
            try expect(answers.map(\.isExisting), is: [false, true, true], "whether they were there")
            try expect(await bench.queue().queued, is: 1, "runs made")
        },
        ConformanceCase([28], "an idempotency key counts within one step, too") { bench in
            try await bench.declareOne()
            let requests = (0..<3).map { _ in bench.request(options: TriggerOptions(idempotencyKey: "k")) }
            let answers = try await bench.store.enqueue(requests)
            try expect(answers.map(\.isExisting), is: [false, true, true], "whether they were there")
            try expect(Set(answers.map(\.id)), is: [requests[0].id], "the runs")
        },
        ConformanceCase([28], "an idempotency key counts for its task only") { bench in
            try await bench.declare {
                $0.addQueue("q")
                $0.addTask("t", queue: "q")
                $0.addTask("u", queue: "q")
            }
            for task in ["t", "u"] { try await bench.trigger(task, options: TriggerOptions(idempotencyKey: "k")) }
            try expect(await bench.queue().queued, is: 2, "runs made")
        },
        ConformanceCase(
            [28], "an idempotency key names its run while that executes, is retried, and after it has completed"
        ) { bench in
            try await bench.declareOne()
            let options = TriggerOptions(idempotencyKey: "k")
            let run = try await bench.trigger(options: options)
            let worker = try await bench.worker()
            let first = try await worker.start()
            try expect(await bench.trigger(options: options), is: run, "the run while it executes")
            try await worker.finish(first, .failed(message: "no", retryAfter: .seconds(9)))
            try expect(await bench.trigger(options: options), is: run, "the run before its retry")
            bench.time.advance(by: .seconds(9))
            try await worker.finish(worker.start())
            try expect(await bench.trigger(options: options), is: run, "the run after it has completed")
            try expect(await worker.claim().count, is: 0, "claims")
        },
        ConformanceCase([28], "after its run ended otherwise than completed, an idempotency key makes a new run") {
            bench in
            try await bench.declareOne(retry: RetryPolicy(maxAttempts: 1))
            let worker = try await bench.worker()
            let outcomes = [AttemptEnding.Outcome.failed(message: "no", retryAfter: nil), .timedOut, .canceled]
            for (position, outcome) in outcomes.enumerated() {
                let options = TriggerOptions(idempotencyKey: "k\(position)")
                let run = try await bench.trigger(options: options)
                try await worker.finish(worker.start(), outcome)
                let answer = try await bench.store.enqueue([bench.request(options: options)])[0]
                try expect(answer.id != run && !answer.isExisting, "a new run after \(outcome)")
                try await worker.finish(worker.start())
                try expect(await bench.trigger(options: options), is: answer.id, "the run that the key names now")
            }
            let options = TriggerOptions(ttl: .seconds(1), idempotencyKey: "expiring")
            let run = try await bench.trigger(options: options)
            bench.time.advance(by: .seconds(2))
            try expect(await bench.trigger(options: options) != run, "a new run after the first one expired")
        },
        ConformanceCase([28], "after its time has passed, an idempotency key makes a new run") { bench in
            try await bench.declareOne()
            let options = TriggerOptions(idempotencyKey: "k", idempotencyKeyTTL: .seconds(60))
            let run = try await bench.trigger(options: options)
            bench.time.advance(by: .seconds(60) - .microseconds(1))
            try expect(await bench.trigger(options: options), is: run, "the run a moment before")
            bench.time.advance(by: .microseconds(1))
            let new = try await bench.trigger(options: options)
            try expect(new != run, "a new run")
            // Whatever becomes of the first run does not concern the key any more.
            try await bench.store.cancel(run)
            try expect(await bench.trigger(options: options), is: new, "the run that the key names now")
        },
        ConformanceCase([28], "the time of an idempotency key counts from the first trigger") { bench in
            try await bench.declareOne()
            let options = TriggerOptions(idempotencyKey: "k", idempotencyKeyTTL: .seconds(60))
            let run = try await bench.trigger(options: options)
            bench.time.advance(by: .seconds(40))
            try expect(await bench.trigger(options: options), is: run, "the run")
            bench.time.advance(by: .seconds(40))
            try expect(await bench.trigger(options: options) != run, "a new run")
        },
        ConformanceCase([28], "without saying so, an idempotency key counts for a day") { bench in
            try await bench.declareOne()
            let options = TriggerOptions(idempotencyKey: "k")
            let run = try await bench.trigger(options: options)
            bench.time.advance(by: .seconds(24 * 60 * 60 - 1))
            try expect(await bench.trigger(options: options), is: run, "the run")
            bench.time.advance(by: .seconds(1))
            try expect(await bench.trigger(options: options) != run, "a new run")
        },
        ConformanceCase([28], "a request that is repeated, because its answer was lost, makes no second run") { bench in
            try await bench.declareOne()
            let request = bench.request()
            try expect(await bench.store.enqueue([request])[0].isExisting, is: false, "whether it was there at first")
            let existing = EnqueuedRun(id: request.id, isExisting: true)
            try expect(await bench.store.enqueue([request, request]), is: [existing, existing], "the answers")
            let worker = try await bench.worker()
            try await worker.finish(worker.start())
            try expect(await bench.store.enqueue([request]), is: [existing], "the answer after its end")
            try expect(await worker.claim().count, is: 0, "claims")
        },
        ConformanceCase([28], "a refused trigger uses no idempotency key up") { bench in
            try await bench.declareOne()
            let options = TriggerOptions(idempotencyKey: "k")
            try await bench.expect(.unknownTask, from: "the batch") {
                try await bench.store.enqueue([bench.request(options: options), bench.request("nobody")])
            }
            try expect(!(await bench.store.enqueue([bench.request(options: options)])[0].isExisting), "a new run")
        },
    ]
}
