import Sluice

extension StoreConformance {
    /// What an attempt finds of the runs that the attempts before it triggered.
    static let waitingAgain: [ConformanceCase] = [
        ConformanceCase([24, 25], "after a failed attempt, what completed is found and what failed is triggered anew") {
            bench in
            try await bench.declareOne(retry: RetryPolicy(maxAttempts: 2))
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            let requests = (0..<2).map { bench.request(childOf: parent.id, ordinal: $0) }
            let children = try await worker.wait(parent, for: requests, claiming: 9).claims.starts()
            try await worker.finish(children[0], .completed(output: [7]))
            let failed = AttemptEnding.Outcome.failed(message: "mishap", retryAfter: nil)
            let resumed = try await worker.finish(children[1], failed, claiming: 9).claims.resumption()
            try expect(resumed.endings?.map(\.state), is: [.completed, .failed], "the endings")
            try await worker.finish(parent, .failed(message: "mishap", retryAfter: .zero))

            let again = try await worker.start()
            let repeated = (0..<2).map { bench.request(childOf: parent.id, ordinal: $0) }
            let receipt = try await worker.wait(again, for: repeated, claiming: 9)
            try expect(receipt.children.map(\.id), is: [requests[0].id, repeated[1].id], "the children")
            try expect(receipt.children.map(\.isExisting), is: [true, false], "which children there were")
            let fresh = try receipt.claims.start()
            let endings = try await worker.finish(fresh, .completed(output: [8]), claiming: 9).claims.resumption()
                .endings
            try expect(endings?.map(\.output), is: [[7], [8]], "the outputs")
        },
        ConformanceCase([24], "another task in the place of an earlier child is a run of its own") { bench in
            try await bench.declare {
                $0.addQueue("q")
                for task in ["t", "other"] { $0.addTask(task, queue: "q") }
            }
            try await bench.trigger()
            let lost = try await bench.worker(serving: ["t"])
            let parent = try await lost.start()
            let first = bench.request(childOf: parent.id)
            _ = try await lost.wait(parent, for: [first])
            try await bench.store.abandonWorker(lost.id)

            let worker = try await bench.worker()
            let again = try unwrap(await worker.starts().first { $0.id == parent.id }, "the run among those that start")
            let second = bench.request("other", childOf: parent.id)
            let receipt = try await worker.wait(again, for: [second], claiming: 9)
            try expect(receipt.children, is: [EnqueuedRun(id: second.id, isExisting: false)], "the child")
            let child = try receipt.claims.start()
            try expect(child.task, is: "other", "its task")
            let endings = try await worker.finish(child, .completed(output: [1]), claiming: 9).claims.resumption()
                .endings
            try expect(endings?.map(\.id), is: [second.id], "what the run waited for")
        },
        ConformanceCase([24], "a run that was found after a crash is cancelled with its parent, as any of its own") {
            bench in
            try await bench.declareOne(limit: 1)
            try await bench.trigger()
            let lost = try await bench.worker()
            let parent = try await lost.start()
            let request = bench.request(childOf: parent.id)
            _ = try await lost.wait(parent, for: [request])
            try await bench.store.abandonWorker(lost.id)

            let worker = try await bench.worker()
            let again = try await worker.start()
            try expect(again.id, is: parent.id, "the run that starts")
            _ = try await worker.wait(again, for: [bench.request(childOf: parent.id)])
            _ = try await bench.store.cancel(parent.id)
            try await bench.expect(request.id, is: .canceled, "the child's state")
        },
        ConformanceCase([24], "a run that was named by its idempotency key is not cancelled with who waits for it") {
            bench in
            try await bench.declareOne(limit: 1)
            let named = TriggerOptions(idempotencyKey: "k")
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            let shared = try await bench.trigger(options: named)
            let receipt = try await worker.wait(parent, for: [bench.request(options: named, childOf: parent.id)])
            try expect(receipt.children, is: [EnqueuedRun(id: shared, isExisting: true)], "the run that was named")
            _ = try await bench.store.cancel(parent.id)
            try await bench.expect(shared, is: .queued, "the state of the run that was named")
        },
        ConformanceCase([19], "a run that expires in the step that triggered it lets who waits for it go on") { bench in
            try await bench.declareOne()
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            // Less than a clock can tell: it is over at once.
            let request = bench.request(options: TriggerOptions(ttl: .nanoseconds(1)), childOf: parent.id)
            let receipt = try await worker.wait(parent, for: [request], claiming: 9)
            let endings: [RunEnding]?
            if case .over(let ended) = receipt.outcome {
                endings = ended
            } else {
                endings = try await (receipt.claims + worker.claim()).resumption().endings
            }
            try expect(endings?.map(\.state), is: [.expired], "the endings")
        },
    ]
}
