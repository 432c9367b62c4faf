import Sluice
import SluiceTesting

extension StoreConformance {
    static let histories: [ConformanceCase] = [
        ConformanceCase([], "a run's history tells what its trigger asked for") { bench in
            try await bench.declareOne(retry: RetryPolicy(maxAttempts: 4), ttl: .seconds(60), priority: .seconds(5))
            let start = bench.time.now
            let plain = bench.request(payload: "[1]")
            var special = bench.request(
                payload: "[2]",
                options: TriggerOptions(
                    delay: .seconds(10), ttl: .seconds(7), priority: .seconds(3), idempotencyKey: "once", tags: ["x"],
                    maxAttempts: 2))
            special.traceContext = ["traceparent": "00-1-2-01"]
            _ = try await bench.store.enqueue([plain, special])
            var history = try await bench.history(of: plain.id)
            try expect(history.payload, is: plain.payload, "the payload")
            try expect(history.priority, is: .seconds(5), "the task's priority")
            try expect(history.dueAt, is: nil, "the end of no delay")
            try expect(history.expiresAt, is: start + .seconds(60), "the end of the task's time to live")
            try expect(history.maxAttempts, is: 4, "the task's attempts")
            try expect(history.idempotencyKey, is: nil, "no idempotency key")
            try expect(history.attempts, is: [], "attempts")
            history = try await bench.history(of: special.id)
            try expect(history.run, is: unwrap(await bench.store.run(special.id), "the run"), "what a list shows")
            try expect(history.payload, is: special.payload, "the payload")
            try expect(history.priority, is: .seconds(3), "the trigger's priority")
            try expect(history.dueAt, is: start + .seconds(10), "the end of the delay")
            try expect(history.expiresAt, is: start + .seconds(17), "the end of the trigger's time to live")
            try expect(history.maxAttempts, is: 2, "the trigger's attempts")
            try expect(history.idempotencyKey, is: "once", "the idempotency key")
            try expect(await bench.store.history(of: bench.newID()), is: nil, "a run that there is not")
        },
        ConformanceCase([25, 26], "a run's history tells of each attempt, and of its end") { bench in
            try await bench.declareOne(limit: 1, retry: RetryPolicy(maxAttempts: 3))
            let run = try await bench.trigger()
            let worker = try await bench.worker()
            var expected: [AttemptRecord] = []
            for number in 1...2 {
                let claimed = try await worker.start()
                expected.append(AttemptRecord(number: number, startedAt: bench.time.now))
                try expect(await bench.history(of: run).attempts, is: expected, "the attempts while one executes")
                bench.time.advance(by: .seconds(1))
                try await worker.finish(claimed, .failed(message: "no \(number)", retryAfter: .seconds(10)))
                expected[number - 1].endedAt = bench.time.now
                (expected[number - 1].outcome, expected[number - 1].message) = (.failed, "no \(number)")
                let history = try await bench.history(of: run)
                try expect(history.attempts, is: expected, "the attempts between two")
                try expect(history.run.startedAt, is: expected[number - 1].startedAt, "when the latest one started")
                try expect(history.run.state, is: .delayed, "the state")
                try expect(
                    unwrap(history.waiting, "an explanation").holds.first?.reason,
                    is: .delayed(until: bench.time.now + .seconds(10)), "why it waits")
                bench.time.advance(by: .seconds(10))
            }
            let last = try await worker.start()
            let startedAt = bench.time.now
            bench.time.advance(by: .seconds(2))
            try await worker.finish(last, .failed(message: "never", retryAfter: .seconds(10)))
            expected.append(
                AttemptRecord(
                    number: 3, startedAt: startedAt, endedAt: bench.time.now, outcome: .failed, message: "never"))
            let history = try await bench.history(of: run)
            try expect(history.attempts, is: expected, "the attempts after its end")
            try expect(history.run.state, is: .failed, "the state after its end")
            try expect(history.run.endedAt, is: bench.time.now, "when it ended")
            try expect(history.message, is: "never", "the last error")
            try expect(history.output, is: nil, "the output")
            try expect(history.waiting, is: nil, "why it waits")
        },
        ConformanceCase([], "a run's history tells how each attempt ended that did not fail") { bench in
            try await bench.declareOne(limit: 1, retry: RetryPolicy(maxAttempts: 9))
            let (lost, stopped, worker) = (
                try await bench.worker(), try await bench.worker(), try await bench.worker()
            )
            let run = try await bench.trigger()
            _ = try await lost.start()
            try await bench.store.abandonWorker(lost.id)
            _ = try await stopped.start()
            try await bench.store.closeWorker(stopped.id)
            try await worker.finish(worker.start(), .returned)
            try await worker.finish(worker.start(), .completed(output: Array("7".utf8)))
            let history = try await bench.history(of: run)
            try expect(history.attempts.map(\.outcome), is: [.lost, .returned, .returned, .completed], "the outcomes")
            try expect(history.attempts.map(\.number), is: [1, 2, 2, 2], "the attempts' numbers")
            try expect(history.run.attempts, is: 2, "attempts spent")
            try expect(history.output, is: Array("7".utf8), "the output")
        },
        ConformanceCase([], "a run's history tells how the attempt ended that was its last") { bench in
            try await bench.declareOne(limit: 1)
            let worker = try await bench.worker()
            for (outcome, expected) in [
                (AttemptEnding.Outcome.timedOut, AttemptRecord.Outcome.timedOut), (.canceled, .canceled),
                (.failed(message: "x", retryAfter: nil), .failed), (.completed(output: []), .completed),
            ] {
                let run = try await bench.trigger()
                try await worker.finish(worker.start(), outcome)
                try expect(await bench.history(of: run).attempts.map(\.outcome), is: [expected], "the last outcome")
            }
            for (leave, expected) in [(true, AttemptRecord.Outcome.lost), (false, .returned)] {
                let leaver = try await bench.worker()
                let run = try await bench.trigger()
                _ = try await leaver.start()
                try await bench.store.cancel(run)
                try expect(await bench.history(of: run).isCancelRequested, "the cancel to be shown")
                if leave {
                    try await bench.store.abandonWorker(leaver.id)
                } else {
                    try await bench.store.closeWorker(leaver.id)
                }
                try await bench.expect(run, is: .canceled)
                try expect(await bench.history(of: run).attempts.map(\.outcome), is: [expected], "the last outcome")
            }
            let never = try await bench.trigger(options: TriggerOptions(delay: .seconds(1)))
            try await bench.store.cancel(never)
            let history = try await bench.history(of: never)
            try expect(history.attempts, is: [], "the attempts of a run that never started")
            try expect(history.run.startedAt, is: nil, "when it started")
        },
        ConformanceCase([23], "a run's history names its parent and its children") { bench in
            try await bench.declare {
                $0.addQueue("q")
                $0.addTask("t", queue: "q")
                $0.addTask("child", queue: "q")
            }
            let parent = try await bench.trigger()
            let worker = try await bench.worker()
            let claimed = try await worker.start()
            let requests = (0..<3).map { bench.request("child", childOf: parent, ordinal: $0) }
            let children = try await worker.wait(claimed, for: requests, claiming: 2).claims.starts()
            try await worker.finish(children[0])
            var history = try await bench.history(of: parent)
            try expect(history.children.map(\.id), is: requests.map(\.id), "the children, in order")
            try expect(history.children.map(\.state), is: [.completed, .executing, .queued], "the children's states")
            try expect(history.childCount, is: 3, "the number of children")
            for child in requests {
                try expect(await bench.history(of: child.id).run.parent, is: parent, "the child's parent")
            }
            try await worker.finish(children[1])
            let last = try await worker.start()
            try await worker.finish(last)
            _ = try await worker.claim().resumption()
            try await worker.finish(claimed)
            history = try await bench.history(of: parent)
            try expect(history.children.map(\.id), is: requests.map(\.id), "the children after the parent's end")
            try expect(history.run.parent, is: nil, "the parent's parent")
        },
        ConformanceCase([], "of more attempts than a history holds the latest are told") { bench in
            let count = RunHistory.maximumCount
            try await bench.declareOne(limit: 1, retry: RetryPolicy(maxAttempts: count + 2))
            let run = try await bench.trigger()
            let worker = try await bench.worker()
            for _ in 0...count { try await worker.finish(worker.start(), .failed(message: "", retryAfter: .zero)) }
            let attempts = try await bench.history(of: run).attempts
            try expect(attempts.map(\.number), is: Array(2...count + 1), "the attempts' numbers")
        },
    ]
}
