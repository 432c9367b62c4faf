import Sluice
import SluiceTesting

extension StoreConformance {
    static let waiting: [ConformanceCase] = [
        ConformanceCase(
            [21], "a run that waits for a run of its own queue of limit 1 lends it the slot, and goes on after it"
        ) { bench in
            try await bench.declareOne(limit: 1)
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            bench.time.advance(by: .seconds(1))
            let later = try await bench.trigger()
            let request = bench.request(childOf: parent.id)
            let receipt = try await worker.wait(parent, for: [request], claiming: 9)
            try expect(receipt.children, is: [EnqueuedRun(id: request.id, isExisting: false)], "the children")
            let child = try receipt.claims.start()
            try expect(child.id, is: request.id, "the run that has the slot, before one triggered earlier")
            try await bench.expect(parent.id, is: .waiting)
            var queue = try await bench.queue()
            try expect([queue.executing, queue.waiting, queue.queued], is: [1, 1, 1], "executing, waiting, queued")

            let claims = try await worker.finish(child, .completed(output: [5]), claiming: 9).claims
            let resumed = try claims.resumption()
            try expect(resumed.id, is: parent.id, "the run that goes on, before queued ones")
            try expect(resumed.token, is: parent.token, "its token: the attempt goes on")
            let ending = RunEnding(id: child.id, state: .completed, output: [5], attempts: 1)
            try expect(resumed.endings, is: [ending], "what it waited for")
            try await bench.expect(parent.id, is: .executing)
            queue = try await bench.queue()
            try expect([queue.executing, queue.waiting], is: [1, 0], "executing, waiting")
            try expect(await worker.finish(parent, claiming: 9).claims.start().id, is: later, "the queued run, at last")
        },
        ConformanceCase([21], "chains of waits through one slot end") { bench in
            try await bench.declareOne(limit: 1, organization: 1)
            try await bench.trigger()
            let worker = try await bench.worker()
            var chain = [try await worker.start()]
            for depth in 0..<20 {
                let request = bench.request(childOf: chain[depth].id)
                chain.append(try await worker.wait(chain[depth], for: [request], claiming: 9).claims.start())
                try expect(await bench.store.snapshot().executing, is: 1, "runs that execute at once")
            }
            for depth in (1...20).reversed() {
                let resumed = try await worker.finish(chain[depth], claiming: 9).claims.resumption()
                try expect(resumed.id, is: chain[depth - 1].id, "the run that goes on")
            }
            try expect(await worker.finish(chain[0]), is: .ended(.completed), "the first run's verdict")
        },
        ConformanceCase([21], "a run that could go on stands before all queued ones of its pool, but exceeds no limit")
        { bench in
            try await declareParentAndChild(bench)
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            let queued = try await bench.trigger(count: 2)
            let claims = try await worker.wait(parent, for: [bench.request("child", childOf: parent.id)], claiming: 9)
                .claims.starts()
            try expect(claims.count, is: 2, "the child and a run in the slot that was lent")
            let child = try unwrap(claims.first { $0.task == "child" }, "the child")
            let other = try unwrap(claims.first { $0.id == queued[0] }, "the other run")
            try expect(await worker.finish(child, claiming: 9).claims.count, is: 0, "claims while the slot is taken")
            try await bench.expect(parent.id, is: .waiting)
            let resumed = try await worker.finish(other, claiming: 9).claims.resumption()
            try expect(resumed.id, is: parent.id, "the run that gets the slot")
            try expect(await bench.queue().executing, is: 1, "slots taken")
        },
        ConformanceCase([21], "a run that can go on holds its slots before its worker has asked for it") { bench in
            try await declareParentAndChild(bench)
            try await bench.trigger()
            let (first, second) = (try await bench.worker(serving: ["t"]), try await bench.worker())
            let parent = try await first.start()
            _ = try await first.wait(parent, for: [bench.request("child", childOf: parent.id)])
            try await second.finish(second.start())
            try await bench.trigger()
            try expect(await second.claim().count, is: 0, "claims of a slot that was given back to the run")
            try await bench.expect(parent.id, is: .executing)
        },
        ConformanceCase([21], "with `hold` a waiting run keeps its slots") { bench in
            try await declareParentAndChild(bench, onWait: .hold)
            try await bench.trigger(count: 2)
            let worker = try await bench.worker()
            let parent = try await worker.start()
            let claims = try await worker.wait(parent, for: [bench.request("child", childOf: parent.id)], claiming: 9)
                .claims
            let child = try claims.start()
            try expect(child.task, is: "child", "the task of the only run that starts")
            let queue = try await bench.queue()
            try expect([queue.executing, queue.waiting, queue.queued], is: [1, 1, 1], "slots, waiting, queued")
            try await bench.expect(parent.id, is: .waiting)
            let resumed = try await worker.finish(child, claiming: 9).claims.resumption()
            try expect(resumed.id, is: parent.id, "the run that goes on")
        },
        ConformanceCase([21], "waiting runs' slots come back at every level, and at none beyond the limit") { bench in
            try await bench.declare(organization: 2) {
                $0.addQueue("q", concurrencyKey: .required, perKey: 1, total: 2)
                $0.addTask("t", queue: "q")
            }
            for key in ["a", "b"] { try await bench.trigger(key: key) }
            let worker = try await bench.worker()
            let parents = try await worker.starts()
            var children: [ClaimedRun] = []
            for parent in parents {
                let request = bench.request(key: parent.key == "a" ? "b" : "a", childOf: parent.id)
                children += try await worker.wait(parent, for: [request], claiming: 9).claims.starts()
            }
            try expect(children.count, is: 2, "children that start, each in the slot of the other's parent")
            try expect(await bench.store.snapshot().executing, is: 2, "runs that execute at once")
            var resumed = 0
            for child in children { resumed += try await worker.finish(child, claiming: 9).claims.count }
            try expect(resumed, is: 2, "runs that go on")
            try expect(await bench.store.snapshot().executing, is: 2, "runs that execute at once")
            for parent in parents { try expect(await worker.finish(parent), is: .ended(.completed), "the verdict") }
        },
        ConformanceCase(
            [23], "a run that waits for ten goes on once, with all results in order, failures in their places"
        ) { bench in
            try await bench.declareOne(limit: 4, retry: RetryPolicy(maxAttempts: 1))
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            let requests = (0..<10).map { bench.request(childOf: parent.id, ordinal: $0) }
            var claims = try await worker.wait(parent, for: requests, claiming: 9).claims
            var resumptions: [ResumedRun] = []
            while !claims.isEmpty {
                // The last claimed ends first, so that the order of ends is not that of the requests.
                let last = claims.removeLast()
                guard case .start(let child) = last else {
                    resumptions.append(try [last].resumption())
                    continue
                }
                let index = UInt8(requests.firstIndex { $0.id == child.id }!)
                let outcome: AttemptEnding.Outcome =
                    index == 3 ? .failed(message: "no", retryAfter: .zero) : .completed(output: [index])
                claims += try await worker.finish(child, outcome, claiming: 9).claims
            }
            try expect(resumptions.count, is: 1, "times that the run goes on")
            let expected = requests.enumerated().map { index, request in
                index == 3
                    ? RunEnding(id: request.id, state: .failed, message: "no", attempts: 1)
                    : RunEnding(id: request.id, state: .completed, output: [UInt8(index)], attempts: 1)
            }
            try expect(resumptions[0].endings, is: expected, "the endings")
        },
        ConformanceCase([21], "a run can wait again and again, for other runs each time") { bench in
            try await bench.declareOne(limit: 1)
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            for ordinal in 0..<5 {
                let request = bench.request(childOf: parent.id, ordinal: ordinal)
                let child = try await worker.wait(parent, for: [request], claiming: 9).claims.start()
                let output = [UInt8(ordinal)]
                let resumed = try await worker.finish(child, .completed(output: output), claiming: 9).claims
                    .resumption()
                try expect(resumed.endings?.map(\.output), is: [output], "the output of wait \(ordinal)")
            }
        },
        ConformanceCase([19], "the expiry of a run reaches the one that waits for it") { bench in
            try await bench.declareOne()
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            try await bench.store.pause(queue: "q")
            let request = bench.request(options: TriggerOptions(ttl: .seconds(5)), childOf: parent.id)
            try expect(
                await worker.wait(parent, for: [request], claiming: 9).claims.count, is: 0, "claims while paused")
            bench.time.advance(by: .seconds(5))
            try await worker.hears(.workAvailable)
            let resumed = try await worker.claim().resumption()
            try expect(resumed.endings?.map(\.state), is: [.expired], "the states of the runs waited for")
        },
        ConformanceCase([21], "the cancel of a run reaches the one that waits for it") { bench in
            try await bench.declareOne()
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            let requests = (0..<2).map {
                bench.request(options: TriggerOptions(delay: .seconds(99)), childOf: parent.id, ordinal: $0)
            }
            _ = try await worker.wait(parent, for: requests, claiming: 9)
            for request in requests { try await bench.store.cancel(request.id) }
            let resumed = try await worker.claim().resumption()
            try expect(resumed.endings?.map(\.state), is: [.canceled, .canceled], "the states of the runs waited for")
        },
        ConformanceCase([21], "a run goes on with the worker that has it, though another ended what it waited for") {
            bench in
            try await declareParentAndChild(bench)
            try await bench.trigger()
            let first = try await bench.worker(serving: ["t"])
            let second = try await bench.worker(serving: ["child"])
            let parent = try await first.start()
            let receipt = try await first.wait(parent, for: [bench.request("child", childOf: parent.id)], claiming: 9)
            try expect(receipt.claims.count, is: 0, "claims of a worker that does not serve the child")
            try await second.finish(second.start())
            try await first.hears(.workAvailable)
            try expect(await second.claim().count, is: 0, "claims of the other worker")
            try expect(await first.claim().resumption().id, is: parent.id, "the run that goes on")
        },
        ConformanceCase([21], "there is nothing to wait for where all has ended, or nothing was named") { bench in
            try await bench.declareOne(limit: 2)
            let options = TriggerOptions(idempotencyKey: "k")
            let done = try await bench.trigger(options: options)
            let worker = try await bench.worker()
            try await worker.finish(worker.start(), .completed(output: [1]))
            try await bench.trigger(count: 2)
            let parent = try await worker.starts(1)[0]
            let receipt = try await worker.wait(
                parent, for: [bench.request(options: options, childOf: parent.id)], claiming: 9)
            try expect(receipt.children, is: [EnqueuedRun(id: done, isExisting: true)], "the children")
            try expect(receipt.claims.count, is: 0, "claims of an attempt that goes on")
            try expect(receipt.endings().map(\.output), is: [[1]], "the output of the run that had ended")
            try expect(await worker.wait(parent, for: []).endings(), is: [], "the endings where nothing was named")
            try expect(await worker.finish(parent), is: .ended(.completed), "the verdict")
        },
        ConformanceCase([21], "several can wait for one run") { bench in
            try await bench.declareOne()
            try await bench.trigger(count: 3)
            let worker = try await bench.worker()
            var child: [ClaimedRun] = []
            for parent in try await worker.starts() {
                let request = bench.request(options: TriggerOptions(idempotencyKey: "shared"), childOf: parent.id)
                child += try await worker.wait(parent, for: [request], claiming: 9).claims.starts()
            }
            try expect(child.count, is: 1, "runs made")
            let claims = try await worker.finish(child[0], .completed(output: [9]), claiming: 9).claims
            try expect(claims.count, is: 3, "runs that go on")
            for claim in claims { try expect([claim].resumption().endings?.map(\.output), is: [[9]], "the output") }
        },
        ConformanceCase([23], "a run that is named twice in one wait is waited for once, and answers twice") { bench in
            try await bench.declareOne()
            try await bench.trigger()
            let worker = try await bench.worker()
            let parent = try await worker.start()
            let requests = (0..<2).map {
                bench.request(options: TriggerOptions(idempotencyKey: "k"), childOf: parent.id, ordinal: $0)
            }
            let receipt = try await worker.wait(parent, for: requests, claiming: 9)
            try expect(receipt.children.map(\.isExisting), is: [false, true], "whether the children were there")
            let resumed = try await worker.finish(receipt.claims.start(), .completed(output: [2]), claiming: 9).claims
                .resumption()
            try expect(resumed.endings?.map(\.output), is: [[2], [2]], "the outputs")
        },
    ]

    /// Declares a task `t` in queue `q` of limit 1, and a task `child` in a queue without limit.
    static func declareParentAndChild(_ bench: Bench, onWait: WaitMode = .release) async throws {
        try await bench.declare {
            $0.addQueue("q", concurrencyLimit: 1, onWait: onWait)
            $0.addQueue("children")
            $0.addTask("t", queue: "q")
            $0.addTask("child", queue: "children")
        }
    }
}

extension WaitReceipt {
    /// What there was nothing to wait for.
    func endings(fileID: String = #fileID, line: Int = #line) throws(ConformanceFailure) -> [RunEnding] {
        guard case .over(let endings) = outcome else {
            throw fail("nothing to wait for", got: outcome, fileID: fileID, line: line)
        }
        return endings
    }
}
