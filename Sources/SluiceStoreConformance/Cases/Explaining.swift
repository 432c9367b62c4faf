import Sluice
import SluiceTesting

extension StoreConformance {
    static let explaining: [ConformanceCase] = [
        ConformanceCase([], "a queued run tells the limit that holds it, who has the slots, and its place") { bench in
            try await bench.declareOne(limit: 2)
            let worker = try await bench.worker()
            try await bench.trigger(count: 2)
            var holders: [RunSnapshot] = []
            for run in try await worker.starts() { holders.append(try unwrap(await bench.store.run(run.id), "it")) }
            let queued = try await bench.trigger(count: 5)
            for (position, run) in queued.enumerated() {
                let expected = WaitExplanation(
                    task: "t", queue: "q", key: nil,
                    holds: [WaitExplanation.Hold(.queue(taken: 2, limit: 2), holders: holders)],
                    place: WaitExplanation.Place(position: position + 1, poolCount: 5, queueCount: 5))
                try expect(await bench.waiting(of: run), is: expected, "the explanation")
            }
            try expect(await bench.history(of: holders[0].id).waiting, is: nil, "why a run waits that executes")
        },
        ConformanceCase([], "every limit without room is told, the nearest first") { bench in
            try await bench.declare(organization: 3) {
                $0.addQueue("q", concurrencyKey: .required, perKey: 1, total: 2)
                $0.addQueue("free")
                $0.addTask("t", queue: "q", overrides: ["free"])
            }
            let worker = try await bench.worker()
            let a = try await bench.trigger(key: "a")
            bench.time.advance(by: .seconds(1))
            _ = try await worker.start()
            let b = try await bench.trigger(key: "b")
            bench.time.advance(by: .seconds(1))
            _ = try await worker.start()
            let waiting = try await bench.trigger(key: "a")
            func reasons() async throws -> [WaitExplanation.Reason] {
                try await bench.waiting(of: waiting).holds.map(\.reason)
            }
            try expect(
                await reasons(), is: [.perKey(taken: 1, limit: 1), .queue(taken: 2, limit: 2)], "the limits")
            let other = try await bench.trigger(queue: "free")
            bench.time.advance(by: .seconds(1))
            _ = try await worker.start()
            try await bench.store.pause(queue: "q")
            try expect(
                await reasons(),
                is: [
                    .paused, .perKey(taken: 1, limit: 1), .queue(taken: 2, limit: 2),
                    .organization(taken: 3, limit: 3),
                ], "the pause and the limits")
            try expect(
                await bench.waiting(of: waiting).holds.map { $0.holders.map(\.id) },
                is: [[], [a], [a, b], [a, b, other]], "who has the slots, the longest first")
            let fresh = try await bench.trigger(key: "c")
            try expect(
                await bench.waiting(of: fresh).holds.map(\.reason),
                is: [.paused, .queue(taken: 2, limit: 2), .organization(taken: 3, limit: 3)], "for a key with room")
        },
        ConformanceCase([17], "a place in line is by priority and age, within the run's key") { bench in
            try await declareKeyed(bench, perKey: 1)
            let first = try await bench.trigger(key: "a")
            bench.time.advance(by: .seconds(1))
            let second = try await bench.trigger(key: "a")
            let hasty = try await bench.trigger(key: "a", options: TriggerOptions(priority: .seconds(60)))
            let hastier = try await bench.trigger(key: "a", options: TriggerOptions(priority: .seconds(61)))
            let other = try await bench.trigger(key: "b")
            for (run, position) in [(hastier, 1), (hasty, 2), (first, 3), (second, 4)] {
                try expect(
                    await bench.waiting(of: run).place,
                    is: WaitExplanation.Place(position: position, poolCount: 4, queueCount: 5), "the place in line")
            }
            try expect(
                await bench.waiting(of: other).place,
                is: WaitExplanation.Place(position: 1, poolCount: 1, queueCount: 5), "the place of another key")
            try await bench.store.cancel(hasty)
            try expect(await bench.waiting(of: first).place?.position, is: 2, "after a cancel")
        },
        ConformanceCase([], "places in line are those in which runs start, of several tasks and from any order") {
            bench in
            try await bench.declare {
                $0.addQueue("q")
                for task in ["t", "u", "v"] { $0.addTask(task, queue: "q", retry: RetryPolicy(maxAttempts: 9)) }
            }
            let worker = try await bench.worker()
            var random = SplitMix(seed: 7)
            var runs: [RunID] = []
            for _ in 0..<40 {
                let options = TriggerOptions(priority: .seconds(Int.random(in: 0...5, using: &random)))
                runs.append(try await bench.trigger(["t", "u", "v"].randomElement(using: &random)!, options: options))
                bench.time.advance(by: .seconds(1))
            }
            // Some have been taken and put back, in another order.
            let taken = try await worker.starts(10)
            for run in taken.shuffled(using: &random) {
                try await worker.finish(
                    run, Bool.random(using: &random) ? .returned : .failed(message: "", retryAfter: .zero))
            }
            var places: [(run: RunID, position: Int)] = []
            for run in runs {
                let place = try unwrap(await bench.waiting(of: run).place, "a place")
                places.append((run, place.position))
            }
            places.sort { $0.position < $1.position }
            try expect(places.map(\.position), is: Array(1...40), "the places")
            try expect(await worker.drain().ids, is: places.map(\.run), "the order in which they start")
        },
        ConformanceCase([], "nothing holds a run that only waits for a worker with room") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger()
            try expect(await bench.waiting(of: run).holds.map(\.reason), is: [.noWorker], "without a worker")
            let other = try await bench.worker(serving: ["u"])
            try expect(await bench.waiting(of: run).holds.map(\.reason), is: [.noWorker], "with another task's worker")
            let worker = try await bench.worker(serving: ["t"])
            try expect(await bench.waiting(of: run).holds, is: [], "with a worker")
            try expect(await bench.waiting(of: run).place?.position, is: 1, "its place")
            for leaver in [worker, other] { try await bench.store.closeWorker(leaver.id) }
            try expect(await bench.waiting(of: run).holds.map(\.reason), is: [.noWorker], "after it has left")
        },
        ConformanceCase([18], "a delayed run tells until when, and that its queue is paused") { bench in
            try await bench.declareOne(limit: 1)
            _ = try await bench.worker()
            let run = try await bench.trigger(options: TriggerOptions(delay: .seconds(5)))
            let delayed = WaitExplanation.Reason.delayed(until: bench.time.now + .seconds(5))
            try expect(await bench.waiting(of: run).holds.map(\.reason), is: [delayed], "the delay")
            try expect(await bench.waiting(of: run).place, is: nil, "a place in line")
            try await bench.store.pause(queue: "q")
            try expect(
                await bench.waiting(of: run).holds.map(\.reason), is: [delayed, .paused], "the delay and the pause")
            bench.time.advance(by: .seconds(5))
            try expect(await bench.waiting(of: run).holds.map(\.reason), is: [.paused], "the pause alone")
            try expect(await bench.waiting(of: run).place?.position, is: 1, "its place in line")
        },
        ConformanceCase([21], "a waiting run tells for which runs, and then for which slots") { bench in
            try await bench.declare {
                $0.addQueue("q", concurrencyLimit: 1)
                $0.addQueue("children")
                $0.addTask("t", queue: "q")
                $0.addTask("child", queue: "children")
            }
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            let requests = (0..<30).map { bench.request("child", childOf: parent.id, ordinal: $0) }
            let children = try await worker.wait(parent, for: requests, claiming: 30).claims.starts()
            var hold = try unwrap(await bench.waiting(of: parent.id).holds.first, "a hold")
            try expect(hold.reason, is: .runs, "the reason")
            try expect(hold.holderCount, is: 30, "how many runs it waits for")
            try expect(hold.holders.map(\.id), is: requests.prefix(20).map(\.id), "the first of them")
            let rival = try await bench.trigger()
            _ = try await worker.start()
            for child in children.dropLast() { try await worker.finish(child) }
            hold = try unwrap(await bench.waiting(of: parent.id).holds.first, "a hold")
            try expect(hold.holders.map(\.id), is: [requests[29].id], "the last one that it waits for")
            try await worker.finish(children[29])
            try await bench.expect(parent.id, is: .waiting)
            hold = try unwrap(await bench.waiting(of: parent.id).holds.first, "a hold")
            try expect(hold.reason, is: .queue(taken: 1, limit: 1), "the reason after its wait")
            try expect(hold.holders.map(\.id), is: [rival], "who has the slot")
        },
        ConformanceCase([], "of many that hold the slots twenty are named") { bench in
            try await bench.declareOne(limit: 50)
            let worker = try await bench.worker()
            let runs = try await bench.trigger(count: 51)
            _ = try await worker.starts()
            let hold = try unwrap(await bench.waiting(of: runs[50]).holds.first, "a hold")
            try expect(hold.holderCount, is: 50, "how many there are")
            try expect(hold.holders.count, is: WaitExplanation.Hold.maximumHolders, "how many are named")
        },
        ConformanceCase([8], "an override and a lowered limit are told as they are in force") { bench in
            try await bench.declareOne(limit: 3)
            let worker = try await bench.worker()
            let runs = try await bench.trigger(count: 4)
            _ = try await worker.starts()
            try await bench.store.override(queue: "q", limit: ConcurrencyLimit(total: 1))
            try expect(
                await bench.waiting(of: runs[3]).holds.map(\.reason), is: [.queue(taken: 3, limit: 1)], "the limit")
            try await bench.store.override(queue: "q", limit: ConcurrencyLimit(total: 4))
            try expect(await bench.waiting(of: runs[3]).holds, is: [], "what holds it with room")
        },
    ]
}
