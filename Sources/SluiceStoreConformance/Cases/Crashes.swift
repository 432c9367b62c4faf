import Sluice

extension StoreConformance {
    static let crashes: [ConformanceCase] = [
        ConformanceCase([7], "what a lost worker executed is queued again, its slots free, its attempt spent") {
            bench in
            try await bench.declareOne(limit: 2, organization: 2)
            let runs = try await bench.trigger(count: 3)
            let (lost, other) = (try await bench.worker(), try await bench.worker())
            _ = try await lost.starts()
            try await bench.store.abandonWorker(lost.id)
            try expect(await bench.queue().executing, is: 0, "slots taken")
            for run in runs { try await bench.expect(run, is: .queued) }
            let claims = try await other.starts()
            try expect(claims.ids, is: [runs[0], runs[1]], "the runs, at their places in line")
            try expect(claims.map(\.attempt), is: [2, 2], "the attempts")
        },
        ConformanceCase([7], "whatever a lost worker says is refused, and changes nothing") { bench in
            try await bench.declareOne(limit: 1)
            try await bench.trigger(count: 2)
            let (lost, other) = (try await bench.worker(), try await bench.worker())
            let run = try await lost.start()
            try await bench.store.abandonWorker(lost.id)
            let again = try await other.start()
            try expect(again.id, is: run.id, "the run")
            let store = bench.store
            let words: [(String, @Sendable () async throws -> Void)] = [
                ("a finish", { _ = try await lost.finish(run, claiming: 1) }),
                ("a claim", { _ = try await lost.claim() }), ("a wait", { _ = try await lost.wait(run, for: []) }),
                ("a renewal", { try await store.renew(lost.id) }),
            ]
            for (what, word) in words { try await bench.expect(.staleAttempt, from: what, word) }
            try expect(await other.finish(run), is: .stale, "the verdict on the lost attempt, told by another worker")
            try await bench.expect(run.id, is: .executing)
            try expect(await other.finish(again), is: .ended(.completed), "the verdict on the attempt that counts")
        },
        ConformanceCase([7], "a run whose last attempt is lost has failed") { bench in
            try await bench.declareOne(limit: 1, retry: RetryPolicy(maxAttempts: 2))
            let run = try await bench.trigger()
            for attempt in 1...2 {
                let lost = try await bench.worker()
                try expect(await lost.start().attempt, is: attempt, "the attempt")
                try await bench.store.abandonWorker(lost.id)
            }
            let ending = try await bench.ending(of: run)
            try expect(ending.state, is: .failed, "the ending's state")
            try expect(ending.attempts, is: 2, "attempts spent")
            try expect(ending.message?.contains("lost") ?? false, "a message that says so")
            try expect(await bench.queue().executing, is: 0, "slots taken")
        },
        ConformanceCase([7], "a cancelled run whose worker is lost is cancelled") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger()
            let lost = try await bench.worker()
            _ = try await lost.start()
            try await bench.store.cancel(run)
            try await bench.store.abandonWorker(lost.id)
            try await bench.expect(run, is: .canceled)
        },
        ConformanceCase([7], "another worker is told of what a lost one leaves") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger()
            let (lost, other) = (try await bench.worker(), try await bench.worker())
            _ = try await lost.start()
            try expect(await other.claim().count, is: 0, "claims before")
            try await bench.store.abandonWorker(lost.id)
            try await other.hears(.workAvailable)
            try expect(await other.start().id, is: run, "the run")
        },
        ConformanceCase([7], "a worker that is lost harms no other, and is lost once") { bench in
            try await bench.declareOne(limit: 4)
            try await bench.trigger(count: 4)
            let (lost, other) = (try await bench.worker(), try await bench.worker())
            _ = try await lost.starts(2)
            let kept = try await other.starts(2)
            for _ in 0..<2 { try await bench.store.abandonWorker(lost.id) }
            try await bench.store.closeWorker(lost.id)
            try expect(await bench.queue().executing, is: 2, "slots taken")
            for run in kept { try expect(await other.finish(run), is: .ended(.completed), "the verdict") }
            try await bench.store.renew(other.id)
        },
        ConformanceCase([7], "no number of a worker is used twice") { bench in
            try await bench.declareOne()
            var seen: Set<WorkerID> = []
            for _ in 0..<20 {
                let worker = try await bench.worker()
                try expect(seen.insert(worker.id).inserted, "a number of its own")
                try await bench.store.abandonWorker(worker.id)
            }
        },
    ]

    static let departures: [ConformanceCase] = [
        ConformanceCase([30], "what a worker that leaves still has is queued again, the attempt unspent") { bench in
            try await bench.declareOne(limit: 2, retry: RetryPolicy(maxAttempts: 1))
            let runs = try await bench.trigger(count: 3)
            let (leaving, other) = (try await bench.worker(), try await bench.worker())
            let held = try await leaving.starts()
            try await bench.store.closeWorker(leaving.id)
            for run in runs { try await bench.expect(run, is: .queued) }
            try expect(await bench.store.run(runs[0])?.attempts, is: 0, "attempts spent")
            let claims = try await other.starts()
            try expect(claims.ids, is: [runs[0], runs[1]], "the runs, at their places in line")
            try expect(claims.map(\.attempt), is: [1, 1], "the attempts")
            try expect(await other.finish(held[0]), is: .stale, "the verdict on the attempt that was given back")
        },
        ConformanceCase([30], "a worker that has left can say no more, and leaving twice is leaving once") { bench in
            try await bench.declareOne()
            let worker = try await bench.worker()
            for _ in 0..<2 { try await bench.store.closeWorker(worker.id) }
            try await bench.expect(.staleAttempt, from: "a claim") { try await worker.claim() }
            try await bench.expect(.staleAttempt, from: "a renewal") { try await bench.store.renew(worker.id) }
        },
        ConformanceCase([30], "a cancelled run whose worker leaves is cancelled") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger()
            let worker = try await bench.worker()
            _ = try await worker.start()
            try await bench.store.cancel(run)
            try await bench.store.closeWorker(worker.id)
            try await bench.expect(run, is: .canceled)
        },
        ConformanceCase([30], "another worker is told of what one that leaves gives back") { bench in
            try await bench.declareOne(limit: 1)
            let run = try await bench.trigger()
            let (leaving, other) = (try await bench.worker(), try await bench.worker())
            _ = try await leaving.start()
            try expect(await other.claim().count, is: 0, "claims before")
            try await bench.store.closeWorker(leaving.id)
            try await other.hears(.workAvailable)
            try expect(await other.start().id, is: run, "the run")
        },
    ]
}
