import Sluice
import SluiceTesting

extension StoreConformance {
    static let cancellation: [ConformanceCase] = [
        ConformanceCase([6], "a queued run that is cancelled never executes, and no count changes") { bench in
            try await bench.declareOne(limit: 1)
            let runs = try await bench.trigger(count: 3)
            let worker = try await bench.worker()
            let first = try await worker.start()
            try expect(await bench.store.cancel(runs[1]), is: .canceled, "the answer to the cancel")
            let queue = try await bench.queue()
            try expect([queue.executing, queue.queued], is: [1, 1], "runs that execute and are queued")
            try expect(await worker.finish(first, claiming: 9).claims.start().id, is: runs[2], "the next run")
            let ending = RunEnding(id: runs[1], state: .canceled, attempts: 0)
            try expect(await bench.ending(of: runs[1]), is: ending, "the ending")
        },
        ConformanceCase([6], "any run of a queue can be cancelled, wherever it stands") { bench in
            try await bench.declareOne(limit: 1)
            var runs = try await bench.trigger(count: 50)
            for seconds in 1...50 {
                runs.append(try await bench.trigger(options: TriggerOptions(priority: .seconds(seconds))))
            }
            var left: Set<RunID> = []
            for (position, run) in runs.enumerated() {
                if position % 3 == 0 { left.insert(run) } else { try await bench.store.cancel(run) }
            }
            try expect(Set(await bench.worker().drain().ids), is: left, "the runs that execute")
        },
        ConformanceCase([], "the worker of an executing run that is cancelled is told, and says when it has ended") {
            bench in
            try await bench.declareOne(limit: 1)
            let runs = try await bench.trigger(count: 2)
            let worker = try await bench.worker()
            let run = try await worker.start()
            try expect(await bench.store.cancel(run.id), is: .executing, "the answer to the cancel")
            try await worker.hears(.cancel(run.id, run.token))
            try expect(await worker.claim().count, is: 0, "claims before it has ended")
            let receipt = try await worker.finish(run, .canceled, claiming: 9)
            try expect(receipt.verdicts, is: [.ended(.canceled)], "the verdict")
            try expect(receipt.claims.start().id, is: runs[1], "the next run")
            let ending = RunEnding(id: run.id, state: .canceled, attempts: 1)
            try expect(await bench.ending(of: run.id), is: ending, "the ending")
        },
        ConformanceCase([], "of several workers, the one that has a cancelled run is told") { bench in
            try await bench.declareOne(limit: 2)
            try await bench.trigger(count: 2)
            let (first, second) = (try await bench.worker(), try await bench.worker())
            let runs = [try await first.starts(1)[0], try await second.starts(1)[0]]
            for run in runs { try await bench.store.cancel(run.id) }
            try await first.hears(.cancel(runs[0].id, runs[0].token))
            try await second.hears(.cancel(runs[1].id, runs[1].token))
        },
        ConformanceCase([], "a cancelled run that completes all the same has completed") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger()
            let worker = try await bench.worker()
            let claimed = try await worker.start()
            try await bench.store.cancel(run)
            try expect(await worker.finish(claimed), is: .ended(.completed), "the verdict")
        },
        ConformanceCase([], "a cancelled run that fails or is given back is not tried again") { bench in
            try await bench.declareOne(retry: RetryPolicy(maxAttempts: 9))
            let worker = try await bench.worker()
            for outcome in [AttemptEnding.Outcome.failed(message: "no", retryAfter: .zero), .returned] {
                let run = try await bench.trigger()
                let claimed = try await worker.start()
                try await bench.store.cancel(run)
                try expect(await worker.finish(claimed, outcome), is: .ended(.canceled), "the verdict")
                try expect(await worker.claim().count, is: 0, "claims afterwards")
            }
        },
        ConformanceCase([], "a run that waits to be tried again is cancelled at once") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger()
            let worker = try await bench.worker()
            try await worker.finish(worker.start(), .failed(message: "no", retryAfter: .seconds(10)))
            try expect(await bench.store.cancel(run), is: .canceled, "the answer to the cancel")
            bench.time.advance(by: .seconds(60))
            try expect(await worker.claim().count, is: 0, "claims afterwards")
            try expect(await bench.ending(of: run).attempts, is: 1, "attempts spent")
        },
        ConformanceCase([], "a run that has ended is left alone by a cancel") { bench in
            try await bench.declareOne(retry: RetryPolicy(maxAttempts: 1))
            let worker = try await bench.worker()
            let outcomes: [(AttemptEnding.Outcome, RunState)] = [
                (.completed(output: []), .completed), (.failed(message: "no", retryAfter: .zero), .failed),
                (.timedOut, .timedOut), (.canceled, .canceled),
            ]
            for (outcome, state) in outcomes {
                let run = try await bench.trigger()
                try await worker.finish(worker.start(), outcome)
                try expect(await bench.store.cancel(run), is: state, "the answer to the cancel")
                try await bench.expect(run, is: state)
            }
            let expired = try await bench.trigger(options: TriggerOptions(ttl: .seconds(1)))
            bench.time.advance(by: .seconds(1))
            try expect(await bench.store.cancel(expired), is: .expired, "the answer to the cancel")
        },
        ConformanceCase([], "a cancel that comes twice is one") { bench in
            try await bench.declareOne()
            let (run, queued) = (try await bench.trigger(), try await bench.trigger())
            let worker = try await bench.worker()
            let claimed = try await worker.starts(1)[0]
            for _ in 0..<3 {
                try expect(await bench.store.cancel(run), is: .executing, "the answer for the executing run")
                try expect(await bench.store.cancel(queued), is: .canceled, "the answer for the queued run")
            }
            try expect(await worker.finish(claimed, .canceled), is: .ended(.canceled), "the verdict")
            try expect(await bench.queue().executing, is: 0, "slots taken")
        },
        ConformanceCase([], "a cancel of a run that there is not is refused") { bench in
            try await bench.declareOne()
            try await bench.expect(.unknownRun, from: "the cancel") { try await bench.store.cancel(bench.newID()) }
        },
    ]
}
