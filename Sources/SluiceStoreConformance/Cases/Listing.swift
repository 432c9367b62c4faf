import Sluice
import SluiceTesting

extension StoreConformance {
    static let listing: [ConformanceCase] = [
        ConformanceCase([], "runs are listed by what a filter asks, the newest first") { bench in
            try await bench.declare {
                $0.addQueue("mail", concurrencyKey: .optional, perKey: 1, total: 2)
                $0.addQueue("other")
                $0.addTask("send", queue: "mail", overrides: ["other"])
                $0.addTask("receive", queue: "mail")
            }
            let worker = try await bench.worker()
            let failed = try await bench.trigger("receive")
            try await worker.finish(worker.start(), .failed(message: "no", retryAfter: nil))
            let done = try await bench.trigger("send", options: TriggerOptions(tags: ["x", "y"]))
            try await worker.finish(worker.start())
            let executing = try await bench.trigger("send", key: "a", options: TriggerOptions(tags: ["y"]))
            _ = try await worker.start()
            bench.time.advance(by: .seconds(1))
            let queued = try await bench.trigger("send", key: "a", count: 2)
            let delayed = try await bench.trigger("send", queue: "other", options: TriggerOptions(delay: .seconds(9)))
            for (filter, expected) in [
                (RunFilter(), [delayed, queued[1], queued[0], executing, done, failed]),
                (RunFilter(states: [.queued]), [queued[1], queued[0]]),
                (RunFilter(states: [.completed, .failed]), [done, failed]),
                (RunFilter(states: [.executing, .delayed, .waiting]), [delayed, executing]),
                (RunFilter(task: "receive"), [failed]),
                (RunFilter(task: "send", queue: "other"), [delayed]),
                (RunFilter(key: "a"), [queued[1], queued[0], executing]),
                (RunFilter(tag: "y"), [executing, done]),
                (RunFilter(states: [.completed], task: "send", queue: "mail", tag: "x"), [done]),
                (RunFilter(task: "nobody"), []), (RunFilter(queue: "nobody"), []), (RunFilter(key: "A"), []),
                (RunFilter(key: ""), []), (RunFilter(tag: "xy"), []),
            ] {
                try expect(await bench.store.runs(matching: filter).map(\.id), is: expected, "the runs for \(filter)")
            }
        },
        ConformanceCase([], "a list shows each run as it is shown alone") { bench in
            try await declareKeyed(bench, perKey: 1)
            let worker = try await bench.worker()
            try await bench.trigger(key: "k", options: TriggerOptions(tags: ["x"]), count: 3)
            try await worker.finish(worker.start())
            let parent = try await worker.start()
            _ = try await worker.wait(parent, for: [bench.request(key: "other", childOf: parent.id)])
            _ = try await worker.starts(1)
            let runs = try await bench.store.runs(matching: RunFilter())
            try expect(runs.count, is: 4, "runs in the list")
            for run in runs { try expect(await bench.store.run(run.id), is: run, "the run by itself") }
        },
        ConformanceCase([], "a run that is to be tried again shows when it was last started") { bench in
            try await bench.declareOne()
            let worker = try await bench.worker()
            let run = try await bench.trigger()
            bench.time.advance(by: .seconds(2))
            let start = bench.time.now
            let attempt = try await worker.start()
            bench.time.advance(by: .seconds(3))
            try await worker.finish(attempt, .failed(message: "no", retryAfter: .seconds(60)))
            let snapshot = try unwrap(await bench.store.run(run), "the store to know the run")
            try expect(snapshot.startedAt, is: start, "its last start")
            try expect(await bench.store.runs(matching: RunFilter()), is: [snapshot], "the list")
        },
        ConformanceCase([], "pages fit together while runs end and others come") { bench in
            try await bench.declareOne()
            let worker = try await bench.worker()
            let runs = try await bench.trigger(count: 25)
            for run in try await worker.starts(8) { try await worker.finish(run) }
            var filter = RunFilter(limit: 10)
            var seen: [RunID] = []
            repeat {
                let page = try await bench.store.runs(matching: filter)
                seen += page.map(\.id)
                filter.before = page.last?.id
                try await bench.trigger()
                for run in try await worker.starts(3) { try await worker.finish(run) }
                if page.isEmpty { break }
            } while seen.count < 100
            try expect(seen, is: runs.reversed(), "all runs of the first page's time, each once")
        },
        ConformanceCase([15], "keys and tags are compared byte by byte when runs are listed") { bench in
            try await declareKeyed(bench, perKey: 1)
            let (composed, decomposed) = ("\u{E9}", "e\u{301}")
            let runs = [
                try await bench.trigger(key: composed, options: TriggerOptions(tags: [decomposed])),
                try await bench.trigger(key: decomposed, options: TriggerOptions(tags: [composed])),
            ]
            for (filter, run) in [
                (RunFilter(key: composed), runs[0]), (RunFilter(key: decomposed), runs[1]),
                (RunFilter(tag: decomposed), runs[0]), (RunFilter(tag: composed), runs[1]),
            ] {
                try expect(await bench.store.runs(matching: filter).map(\.id), is: [run], "the run for \(filter)")
            }
        },
        ConformanceCase([], "a page that can't be is refused") { bench in
            try await bench.declareOne()
            for limit in [0, -1, RunFilter.maximumLimit + 1, .max, .min] {
                try await bench.expect(.invalidOption, from: "a page of \(limit)", mentioning: "'limit' is \(limit)") {
                    try await bench.store.runs(matching: RunFilter(limit: limit))
                }
            }
            let most = try await bench.store.runs(matching: RunFilter(limit: RunFilter.maximumLimit))
            try expect(most, is: [], "the runs of an empty store")
        },
        ConformanceCase([], "runs that are no longer kept are not listed", retention: Retention(count: 3)) { bench in
            try await bench.declareOne()
            let runs = try await bench.trigger(count: 5)
            _ = try await bench.worker().drain()
            let listed = try await bench.store.runs(matching: RunFilter())
            try expect(listed.map(\.id), is: runs.suffix(3).reversed(), "the runs kept")
            try expect(await bench.store.history(of: runs[0]), is: nil, "the history of one that is not")
        },
        ConformanceCase([], "a queue says since when its longest queued run has been so") { bench in
            try await declareKeyed(bench, perKey: 1)
            try expect(await bench.queue().oldestQueuedAt, is: nil, "of an empty queue")
            let worker = try await bench.worker()
            try await bench.trigger(key: "a")
            let first = try await worker.start()
            bench.time.advance(by: .seconds(1))
            let a = bench.time.now
            let kept = try await bench.trigger(key: "a")
            bench.time.advance(by: .seconds(1))
            let b = bench.time.now
            try await bench.trigger(key: "b", options: TriggerOptions(priority: .seconds(60)))
            try expect(await bench.queue().oldestQueuedAt, is: a, "with two keys")
            try await bench.store.cancel(kept)
            try expect(await bench.queue().oldestQueuedAt, is: b, "after the older one was cancelled")
            _ = try await worker.start()
            try expect(await bench.queue().oldestQueuedAt, is: nil, "while all execute")
            bench.time.advance(by: .seconds(1))
            try await worker.finish(first, .returned)
            try expect(await bench.queue().oldestQueuedAt, is: bench.time.now, "of a run that was put back")
        },
    ]
}
