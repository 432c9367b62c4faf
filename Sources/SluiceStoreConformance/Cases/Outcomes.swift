import Sluice
import SluiceTesting

extension StoreConformance {
    static let outcomes: [ConformanceCase] = [
        ConformanceCase([25], "a run that fails twice and then succeeds has completed with three attempts") { bench in
            try await bench.declareOne(limit: 1, retry: RetryPolicy(maxAttempts: 3))
            let run = try await bench.trigger()
            let worker = try await bench.worker()
            for attempt in 1...2 {
                let claimed = try await worker.start()
                try expect(claimed.attempt, is: attempt, "the attempt")
                let failed = AttemptEnding.Outcome.failed(message: "no \(attempt)", retryAfter: .seconds(1))
                try expect(await worker.finish(claimed, failed), is: .requeued, "the verdict")
                try await bench.expect(run, is: .delayed, "the run's state before attempt \(attempt + 1)")
                bench.time.advance(by: .seconds(1))
            }
            let last = try await worker.start()
            try expect(await worker.finish(last, .completed(output: [7])), is: .ended(.completed), "the verdict")
            let ending = RunEnding(id: run, state: .completed, output: [7], attempts: 3)
            try expect(await bench.ending(of: run), is: ending, "the ending")
        },
        ConformanceCase([25], "the wait before a retry holds no slot") { bench in
            try await bench.declareOne(limit: 1)
            let runs = try await bench.trigger(count: 2)
            let worker = try await bench.worker()
            let first = try await worker.start()
            let receipt = try await worker.finish(first, .failed(message: "no", retryAfter: .seconds(60)), claiming: 9)
            try expect(receipt.claims.start().id, is: runs[1], "the run that starts meanwhile")
            try await bench.expect(runs[0], is: .delayed)
        },
        ConformanceCase([5, 25], "each attempt has a token of its own, and an older one's ending is refused") { bench in
            try await bench.declareOne(retry: RetryPolicy(maxAttempts: 5))
            try await bench.trigger()
            let worker = try await bench.worker()
            let first = try await worker.start()
            try await worker.finish(first, .failed(message: "no", retryAfter: .zero))
            try expect(await worker.finish(first), is: .stale, "the verdict while queued")
            let second = try await worker.start()
            try expect(first.token != second.token, "another token")
            try expect(await worker.finish(first), is: .stale, "the verdict while another attempt executes")
            try expect(await worker.finish(second), is: .ended(.completed), "the second attempt's verdict")
        },
        ConformanceCase([26], "a run that always fails has failed after its attempts, with the last error") { bench in
            try await bench.declareOne(limit: 1, retry: RetryPolicy(maxAttempts: 2))
            let run = try await bench.trigger()
            let worker = try await bench.worker()
            try await worker.finish(worker.start(), .failed(message: "first", retryAfter: .zero))
            let verdict = try await worker.finish(worker.start(), .failed(message: "last", retryAfter: .zero))
            try expect(verdict, is: .ended(.failed), "the verdict")
            let ending = RunEnding(id: run, state: .failed, message: "last", attempts: 2)
            try expect(await bench.ending(of: run), is: ending, "the ending")
            try expect(await bench.queue().executing, is: 0, "slots taken")
        },
        ConformanceCase([26], "a final error ends the run at once") { bench in
            try await bench.declareOne(retry: RetryPolicy(maxAttempts: 9))
            let run = try await bench.trigger()
            let worker = try await bench.worker()
            let verdict = try await worker.finish(worker.start(), .failed(message: "final", retryAfter: nil))
            try expect(verdict, is: .ended(.failed), "the verdict")
            let ending = RunEnding(id: run, state: .failed, message: "final", attempts: 1)
            try expect(await bench.ending(of: run), is: ending, "the ending")
        },
        ConformanceCase([26], "a trigger's own number of attempts counts instead of the declared one") { bench in
            try await bench.declareOne(retry: RetryPolicy(maxAttempts: 2))
            let worker = try await bench.worker()
            for attempts in [1, 4] {
                let run = try await bench.trigger(options: TriggerOptions(maxAttempts: attempts))
                var count = 0
                while let claimed = try await worker.starts().first {
                    try await worker.finish(claimed, .failed(message: "no", retryAfter: .zero))
                    count += 1
                }
                try expect(count, is: attempts, "attempts made")
                try await bench.expect(run, is: .failed)
            }
        },
        ConformanceCase([27], "an attempt that took too long ends its run as timed out, and frees its slot") { bench in
            try await bench.declareOne(limit: 1)
            let runs = try await bench.trigger(count: 2)
            let worker = try await bench.worker()
            let receipt = try await worker.finish(worker.start(), .timedOut, claiming: 9)
            try expect(receipt.verdicts, is: [.ended(.timedOut)], "the verdict")
            try expect(receipt.claims.start().id, is: runs[1], "the next run")
            let ending = RunEnding(id: runs[0], state: .timedOut, attempts: 1)
            try expect(await bench.ending(of: runs[0]), is: ending, "the ending")
        },
        ConformanceCase([], "payload, tags and output are kept byte for byte") { bench in
            try await bench.declareOne()
            let bytes = Array(UInt8.min...UInt8.max)
            let tags = ["user:é", "e\u{301}", "'", ""]
            var request = bench.request(options: TriggerOptions(tags: tags))
            request.payload = bytes
            _ = try await bench.store.enqueue([request])
            let worker = try await bench.worker()
            let run = try await worker.start()
            try expect(run.payload, is: bytes, "the payload")
            try expect(run.tags.map { Array($0.utf8) }, is: tags.map { Array($0.utf8) }, "the tags")
            try await worker.finish(run, .completed(output: bytes.reversed()))
            try expect(await bench.ending(of: run.id).output, is: bytes.reversed(), "the output")
        },
        ConformanceCase([30], "a run that its worker gives back is queued again, the attempt unspent") { bench in
            try await bench.declareOne(limit: 1, retry: RetryPolicy(maxAttempts: 1))
            let runs = try await bench.trigger(count: 2)
            let worker = try await bench.worker()
            for _ in 0..<5 {
                let run = try await worker.start()
                try expect(run.id, is: runs[0], "the run, at its place in line")
                try expect(run.attempt, is: 1, "the attempt")
                try expect(await worker.finish(run, .returned), is: .requeued, "the verdict")
                try expect(await bench.store.run(run.id)?.attempts, is: 0, "attempts spent")
            }
        },
    ]
}
