import Sluice
import SluiceTesting

extension StoreConformance {
    static let replaying: [ConformanceCase] = [
        ConformanceCase([], "a run that has ended is replayed as it was, from the beginning") { bench in
            try await bench.declare {
                $0.addQueue("q", concurrencyKey: .optional)
                $0.addQueue("other", concurrencyKey: .optional)
                $0.addTask("t", queue: "q", overrides: ["other"])
            }
            let worker = try await bench.worker()
            let request = bench.request(
                queue: "other", key: "k", payload: "[7]",
                options: TriggerOptions(delay: .seconds(5), idempotencyKey: "once", tags: ["x"]))
            _ = try await bench.store.enqueue([request])
            bench.time.advance(by: .seconds(5))
            try await worker.finish(worker.start(), .failed(message: "no", retryAfter: nil))
            let id = bench.newID()
            try expect(await bench.store.replay(request.id, as: id), is: id, "the new run")
            let claimed = try await worker.start()
            try expect(claimed.id, is: id, "what starts, at once")
            try expect(claimed.payload, is: request.payload, "its payload")
            try expect([claimed.queue, claimed.key], is: ["other", "k"], "its queue and key")
            try expect(claimed.tags, is: ["x"], "its tags")
            try expect(claimed.attempt, is: 1, "its attempt")
            try expect(await bench.history(of: id).idempotencyKey, is: nil, "its idempotency key")
            try await bench.expect(request.id, is: .failed, "the old run's state")
        },
        ConformanceCase([], "a replay that is asked for again makes no second run") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger()
            let worker = try await bench.worker()
            _ = try await worker.drain()
            let id = bench.newID()
            for _ in 0..<2 { try expect(await bench.store.replay(run, as: id), is: id, "the new run") }
            try expect(await bench.queue().queued, is: 1, "runs queued")
            _ = try await worker.drain()
            try expect(await bench.store.replay(run, as: id), is: id, "the new run, after its end")
            try expect(await bench.queue().queued, is: 0, "runs queued")
            try expect(await bench.store.replay(id, as: bench.newID()) != id, "a replay of a replay to be another run")
        },
        ConformanceCase([], "a run is replayed however it ended") { bench in
            try await bench.declareOne()
            let worker = try await bench.worker()
            let expired = try await bench.trigger(options: TriggerOptions(ttl: .seconds(1)))
            bench.time.advance(by: .seconds(1))
            let cancelled = try await bench.trigger()
            try await bench.store.cancel(cancelled)
            var ended = [expired, cancelled]
            for outcome in [AttemptEnding.Outcome.completed(output: []), .timedOut, .canceled] {
                ended.append(try await bench.trigger())
                try await worker.finish(worker.start(), outcome)
            }
            let states: [RunState] = [.expired, .canceled, .completed, .timedOut, .canceled]
            for (run, state) in zip(ended, states) {
                try await bench.expect(run, is: state)
                let again = try await bench.store.replay(run, as: bench.newID())
                try await bench.expect(again, is: .queued)
            }
        },
        ConformanceCase([], "a run that has not ended is not replayed") { bench in
            try await bench.declareOne()
            let (delayed, queued) = (
                try await bench.trigger(options: TriggerOptions(delay: .seconds(1))), try await bench.trigger()
            )
            for (run, state) in [(delayed, "delayed"), (queued, "queued")] {
                try await bench.expect(.runNotEnded, from: "the replay", mentioning: state) {
                    try await bench.store.replay(run, as: bench.newID())
                }
            }
            _ = try await bench.worker().start()
            try await bench.expect(.runNotEnded, from: "the replay", mentioning: "executing") {
                try await bench.store.replay(queued, as: bench.newID())
            }
            try expect(await bench.store.runs(matching: RunFilter()).count, is: 2, "runs")
        },
        ConformanceCase([], "a run that there is not is not replayed", retention: Retention(count: 1)) { bench in
            try await bench.declareOne()
            let runs = try await bench.trigger(count: 2)
            _ = try await bench.worker().drain()
            for run in [runs[0], bench.newID()] {
                try await bench.expect(.unknownRun, from: "the replay") {
                    try await bench.store.replay(run, as: bench.newID())
                }
            }
        },
        ConformanceCase([], "a run that what is declared now does not admit is not replayed") { bench in
            try await bench.declare {
                $0.addQueue("q")
                $0.addQueue("other", concurrencyKey: .optional)
                $0.addTask("t", queue: "q", overrides: ["other"])
            }
            let runs = [
                try await bench.trigger(queue: "other", key: "k"), try await bench.trigger(queue: "other"),
                try await bench.trigger(),
            ]
            _ = try await bench.worker().drain()
            try await bench.declare {
                $0.addQueue("q", concurrencyKey: .required)
                $0.addQueue("other")
                $0.addTask("t", queue: "q", overrides: [])
            }
            for (run, code) in zip(runs, [SluiceError.Code.queueNotAllowed, .queueNotAllowed, .missingKey]) {
                try await bench.expect(code, from: "the replay") {
                    try await bench.store.replay(run, as: bench.newID())
                }
            }
            try expect(await bench.queue().queued, is: 0, "runs queued")
        },
        ConformanceCase([], "a run that another one waited for is replayed by itself") { bench in
            try await bench.declareOne()
            let parent = try await bench.trigger()
            let worker = try await bench.worker()
            let claimed = try await worker.start()
            let child = try await worker.wait(claimed, for: [bench.request(childOf: parent)], claiming: 1).claims
                .start()
            try await worker.finish(child)
            let again = try await bench.store.replay(child.id, as: bench.newID())
            try expect(await bench.history(of: again).run.parent, is: nil, "the new run's parent")
            try expect(await bench.history(of: parent).children.map(\.id), is: [child.id], "the parent's children")
        },
    ]
}
