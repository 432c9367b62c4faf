import Sluice

extension StoreConformance {
    static let waitingInterrupted: [ConformanceCase] = [
        ConformanceCase([24], "a run that is executed again after a crash finds the runs that it had triggered") {
            bench in
            try await bench.declareOne(limit: 2)
            try await bench.trigger()
            let lost = try await bench.worker()
            let parent = try await lost.start()
            let requests = (0..<2).map { bench.request(childOf: parent.id, ordinal: $0) }
            _ = try await lost.wait(parent, for: requests)
            try await bench.store.abandonWorker(lost.id)

            let worker = try await bench.worker()
            let claims = try await worker.starts()
            let again = try unwrap(claims.first { $0.id == parent.id }, "the run among those that start")
            try expect(again.attempt, is: 2, "the attempt")
            let child = try unwrap(claims.first { $0.id == requests[0].id }, "the first child, started as well")
            let repeated = (0..<2).map { bench.request(childOf: parent.id, ordinal: $0) }
            let receipt = try await worker.wait(again, for: repeated, claiming: 9)
            try expect(
                receipt.children, is: requests.map { EnqueuedRun(id: $0.id, isExisting: true) }, "the children found")
            let second = try receipt.claims.start()
            try expect(second.id, is: requests[1].id, "the child that starts next")
            try await worker.finish(child, .completed(output: [0]))
            let resumed = try await worker.finish(second, .completed(output: [1]), claiming: 9).claims.resumption()
            try expect(resumed.endings?.map(\.output), is: [[0], [1]], "the outputs")
            try expect(await bench.queue().queued, is: 0, "runs triggered a second time")
        },
        ConformanceCase([24], "a run that is executed again finds runs that have ended meanwhile, and goes on at once")
        { bench in
            try await bench.declareOne()
            try await bench.trigger()
            let (lost, worker) = (try await bench.worker(), try await bench.worker())
            let parent = try await lost.start()
            let requests = (0..<2).map { bench.request(childOf: parent.id, ordinal: $0) }
            _ = try await lost.wait(parent, for: requests)
            for child in try await worker.starts() { try await worker.finish(child, .completed(output: [3])) }
            try await bench.store.abandonWorker(lost.id)
            let again = try await worker.start()
            let repeated = (0..<2).map { bench.request(childOf: parent.id, ordinal: $0) }
            let endings = try await worker.wait(again, for: repeated, claiming: 9).endings()
            try expect(endings.map(\.id), is: requests.map(\.id), "the runs found")
            try expect(endings.map(\.output), is: [[3], [3]], "their outputs")
        },
        ConformanceCase(
            [24], "what a run waited for is known to its next attempt, however long ago it ended",
            retention: Retention(count: 1)
        ) { bench in
            try await bench.declareOne()
            try await bench.trigger()
            let (lost, worker) = (try await bench.worker(), try await bench.worker())
            let parent = try await lost.start()
            _ = try await lost.wait(parent, for: [bench.request(childOf: parent.id)])
            try await worker.finish(worker.start(), .completed(output: [3]))
            try await bench.trigger(count: 5)
            _ = try await worker.drain()
            try await bench.store.abandonWorker(lost.id)
            let again = try await worker.start()
            let endings = try await worker.wait(again, for: [bench.request(childOf: parent.id)], claiming: 9).endings()
            try expect(endings.map(\.output), is: [[3]], "its output")
        },
        ConformanceCase([24], "a run that is executed again triggers only what it had not triggered") { bench in
            try await bench.declareOne()
            try await bench.trigger()
            let lost = try await bench.worker()
            let parent = try await lost.start()
            let first = bench.request(childOf: parent.id, ordinal: 0)
            let child = try await lost.wait(parent, for: [first], claiming: 9).claims.start()
            try await lost.finish(child, .completed(output: [0]))
            _ = try await lost.claim().resumption()
            try await bench.store.abandonWorker(lost.id)

            let worker = try await bench.worker()
            let again = try await worker.start()
            let requests = (0..<3).map { bench.request(childOf: parent.id, ordinal: $0) }
            let receipt = try await worker.wait(again, for: requests, claiming: 9)
            try expect(receipt.children.map(\.isExisting), is: [true, false, false], "which children there were")
            let fresh = try receipt.claims.starts()
            try expect(fresh.count, is: 2, "the children that start")
            try await worker.finish(fresh[0], .completed(output: [1]))
            let resumed = try await worker.finish(fresh[1], .completed(output: [1]), claiming: 9).claims.resumption()
            try expect(resumed.endings?.map(\.output), is: [[0], [1], [1]], "the outputs")
        },
        ConformanceCase([7], "a run that has its slots again when its worker is lost is queued again") { bench in
            try await bench.declareOne(limit: 1)
            try await bench.trigger()
            let (lost, other) = (try await bench.worker(), try await bench.worker())
            let parent = try await lost.start()
            _ = try await lost.wait(parent, for: [bench.request(childOf: parent.id)])
            try await other.finish(other.start())
            try await bench.expect(parent.id, is: .executing)
            try await bench.store.abandonWorker(lost.id)
            let again = try await other.start()
            try expect(again.id, is: parent.id, "the run")
            try expect(again.attempt, is: 2, "the attempt")
            try expect(await bench.queue().executing, is: 1, "slots taken")
        },
        ConformanceCase([7], "a waiting run whose last attempt is lost has failed; what it waited for goes on") {
            bench in
            try await bench.declareOne(limit: 1, retry: RetryPolicy(maxAttempts: 1))
            try await bench.trigger()
            let (lost, other) = (try await bench.worker(), try await bench.worker())
            let parent = try await lost.start()
            let request = bench.request(childOf: parent.id)
            _ = try await lost.wait(parent, for: [request])
            try await bench.store.abandonWorker(lost.id)
            try await bench.expect(parent.id, is: .failed)
            try await other.finish(other.start())
            try await bench.expect(request.id, is: .completed)
            try expect(await other.claim().count, is: 0, "claims afterwards")
        },
        ConformanceCase(
            [30], "a waiting run whose worker leaves is queued again, the attempt unspent, its children kept"
        ) { bench in
            try await bench.declareOne(limit: 1, retry: RetryPolicy(maxAttempts: 1))
            try await bench.trigger()
            let leaving = try await bench.worker()
            let parent = try await leaving.start()
            let request = bench.request(childOf: parent.id)
            _ = try await leaving.wait(parent, for: [request])
            try await bench.store.closeWorker(leaving.id)
            try await bench.expect(parent.id, is: .queued)
            let worker = try await bench.worker()
            let again = try await worker.start()
            try expect(again.id, is: parent.id, "the run that is the older one")
            try expect(again.attempt, is: 1, "the attempt")
            let receipt = try await worker.wait(again, for: [bench.request(childOf: parent.id)], claiming: 9)
            try expect(receipt.children, is: [EnqueuedRun(id: request.id, isExisting: true)], "the child")
        },
        ConformanceCase([], "a waiting run that is cancelled goes on to clean up, and what it triggered is cancelled") {
            bench in
            try await bench.declareOne(limit: 1)
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            let requests = (0..<3).map { bench.request(childOf: parent.id, ordinal: $0) }
            let child = try await worker.wait(parent, for: requests, claiming: 9).claims.start()
            try expect(await bench.store.cancel(parent.id), is: .waiting, "the answer to the cancel")
            try await worker.hears(.cancel(child.id, child.token))
            for request in requests[1...] { try await bench.expect(request.id, is: .canceled) }
            let resumed = try await worker.finish(child, .canceled, claiming: 9).claims.resumption()
            try expect(resumed.id, is: parent.id, "the run that goes on")
            try expect(resumed.endings, is: nil, "endings for a cancelled run")
            try expect(await worker.finish(parent, .canceled), is: .ended(.canceled), "the verdict")
            try expect(await bench.store.snapshot().executing, is: 0, "runs that execute")
        },
        ConformanceCase([], "the cancel of a waiting run leaves alone what others had triggered") { bench in
            try await bench.declareOne()
            let shared = try await bench.trigger(options: TriggerOptions(delay: .seconds(9), idempotencyKey: "k"))
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            let request = bench.request(options: TriggerOptions(idempotencyKey: "k"), childOf: parent.id)
            _ = try await worker.wait(parent, for: [request], claiming: 9)
            try await bench.store.cancel(parent.id)
            try expect(await worker.claim().resumption().endings, is: nil, "endings for a cancelled run")
            try await bench.expect(shared, is: .delayed)
        },
        ConformanceCase([], "a run whose cancel was asked for does not begin to wait, and triggers nothing") { bench in
            try await bench.declareOne()
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            try await bench.store.cancel(parent.id)
            let receipt = try await worker.wait(parent, for: [bench.request(childOf: parent.id)], claiming: 9)
            guard case .canceled = receipt.outcome else { throw fail("the wait to be given up", got: receipt.outcome) }
            try expect(receipt.claims.count, is: 0, "claims of an attempt that goes on")
            try expect(await bench.queue().queued, is: 0, "runs triggered")
            try expect(await worker.finish(parent, .canceled), is: .ended(.canceled), "the verdict")
        },
        ConformanceCase([7], "an attempt that was given up can't wait, and triggers nothing") { bench in
            try await bench.declareOne()
            try await bench.trigger()
            let worker = try await bench.worker()
            let stale = try await worker.start()
            try await worker.finish(stale, .returned)
            let current = try await worker.start()
            let confused = ClaimedRun(
                id: bench.newID(), token: current.token, attempt: 1, task: current.task, queue: current.queue, key: nil,
                payload: [], tags: [], triggeredAt: current.triggeredAt, waited: .zero)
            for run in [stale, confused] {
                try await bench.expect(.staleAttempt, from: "the wait") {
                    try await worker.wait(run, for: [bench.request(childOf: run.id)])
                }
            }
            try expect(await bench.queue().queued, is: 0, "runs triggered")
        },
        ConformanceCase([7], "an attempt that waits already can't wait for more, and triggers nothing") { bench in
            try await bench.declareOne()
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            let first = bench.request(options: TriggerOptions(delay: .seconds(5)), childOf: parent.id)
            _ = try await worker.wait(parent, for: [first])
            try await bench.expect(.staleAttempt, from: "the second wait") {
                try await worker.wait(parent, for: [bench.request(childOf: parent.id, ordinal: 1)])
            }
            let queue = try await bench.queue()
            try expect([queue.delayed, queue.queued], is: [1, 0], "delayed and queued runs")
        },
        ConformanceCase([], "a wait for a run that can't be accepted is refused, all or none, and the attempt goes on")
        { bench in
            try await bench.declareOne()
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            let requests = [
                bench.request(childOf: parent.id), bench.request("nobody", childOf: parent.id, ordinal: 1),
            ]
            try await bench.expect(.unknownTask, from: "the wait", mentioning: "'nobody'") {
                try await worker.wait(parent, for: requests)
            }
            try await bench.expect(parent.id, is: .executing)
            try expect(await bench.queue().queued, is: 0, "runs triggered")
            try expect(await worker.finish(parent), is: .ended(.completed), "the verdict")
        },
        ConformanceCase(
            [28], "a wait for a run that completed longer ago than it is known is refused",
            retention: Retention(count: 1)
        ) { bench in
            try await bench.declareOne()
            let options = TriggerOptions(idempotencyKey: "k")
            try await bench.trigger(options: options)
            try await bench.trigger(count: 3)
            let worker = try await bench.worker()
            _ = try await worker.drain()
            try await bench.trigger()
            let parent = try await worker.start()
            try await bench.expect(.unknownRun, from: "the wait") {
                try await worker.wait(
                    parent,
                    for: [
                        bench.request(childOf: parent.id, ordinal: 0),
                        bench.request(options: options, childOf: parent.id, ordinal: 1),
                    ])
            }
            try await bench.expect(parent.id, is: .executing)
            try expect(await bench.queue().queued, is: 0, "runs triggered")
        },
        ConformanceCase([21], "a wait that would never end is refused") { bench in
            try await bench.declareOne()
            let options = TriggerOptions(idempotencyKey: "first")
            try await bench.trigger(options: options)
            let worker = try await bench.worker()
            let first = try await worker.start()
            let second = try await worker.wait(first, for: [bench.request(childOf: first.id)], claiming: 9).claims
                .start()
            try await bench.expect(.waitCycle, from: "the wait of the second run for the first") {
                try await worker.wait(
                    second,
                    for: [
                        bench.request(childOf: second.id, ordinal: 0),
                        bench.request(options: options, childOf: second.id, ordinal: 1),
                    ])
            }
            try await bench.expect(second.id, is: .executing)
            try expect(await worker.claim().count, is: 0, "claims of what was triggered by the refused wait")
            let resumed = try await worker.finish(second, claiming: 9).claims.resumption()
            try expect(resumed.id, is: first.id, "the run that goes on all the same")
        },
    ]
}
