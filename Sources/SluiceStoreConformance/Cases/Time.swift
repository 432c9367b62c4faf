import Sluice
import SluiceTesting

extension StoreConformance {
    static let time: [ConformanceCase] = [
        ConformanceCase([18], "a delayed run does not start before its time, and holds no slot until then") { bench in
            try await bench.declareOne(limit: 1)
            let delayed = try await bench.trigger(options: TriggerOptions(delay: .seconds(10)))
            let other = try await bench.trigger()
            let worker = try await bench.worker()
            try await bench.expect(delayed, is: .delayed)
            try expect(await worker.drain().ids, is: [other], "what starts before")
            bench.time.advance(by: .seconds(10) - .microseconds(1))
            try await bench.expect(delayed, is: .delayed)
            try expect(await worker.claim().count, is: 0, "claims a moment before")
            bench.time.advance(by: .microseconds(1))
            try await bench.expect(delayed, is: .queued)
            try expect(await worker.start().id, is: delayed, "the run that is due")
        },
        ConformanceCase([18], "a delayed run counts from its due time in the order") { bench in
            try await bench.declareOne(limit: 1)
            let delayed = try await bench.trigger(options: TriggerOptions(delay: .seconds(5)))
            bench.time.advance(by: .seconds(4))
            let before = try await bench.trigger()
            bench.time.advance(by: .seconds(2))
            let after = try await bench.trigger()
            try expect(await bench.worker().drain().ids, is: [before, delayed, after], "the order of starts")
        },
        ConformanceCase([18], "a run that is cancelled while delayed never runs") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger(options: TriggerOptions(delay: .seconds(5)))
            try expect(await bench.store.cancel(run), is: .canceled, "the answer to the cancel")
            bench.time.advance(by: .seconds(10))
            try expect(await bench.worker().claim().count, is: 0, "claims after its time")
            try await bench.expect(run, is: .canceled)
        },
        ConformanceCase([18], "a delay in the past, or of nothing, starts now and overtakes nobody") { bench in
            try await bench.declareOne()
            let worker = try await bench.worker()
            for delay in [Duration.seconds(-3600), .zero] {
                let older = try await bench.trigger()
                let run = try await bench.trigger(options: TriggerOptions(delay: delay))
                try await bench.expect(run, is: .queued)
                try expect(await worker.drain().ids, is: [older, run], "the order of starts")
            }
        },
        ConformanceCase([18], "a worker is told when a delay is over") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger(options: TriggerOptions(delay: .seconds(5)))
            let worker = try await bench.worker()
            try expect(await worker.claim().count, is: 0, "claims before")
            bench.time.advance(by: .seconds(5))
            try await worker.hears(.workAvailable)
            try expect(await worker.start().id, is: run, "the run")
        },
        ConformanceCase([18], "of several delays, a worker is told when each is over") { bench in
            try await bench.declareOne()
            var runs: [Int: RunID] = [:]
            for seconds in [3, 1, 4, 2] {
                runs[seconds] = try await bench.trigger(options: TriggerOptions(delay: .seconds(seconds)))
            }
            let worker = try await bench.worker()
            for seconds in 1...4 {
                try expect(await worker.claim().count, is: 0, "claims before the next time")
                bench.time.advance(by: .seconds(1))
                try await worker.hears(.workAvailable)
                try expect(await worker.starts(1).ids, is: [runs[seconds]!], "the run that is due")
            }
        },
        ConformanceCase([19], "a queued run expires when its ttl is over, and never executes") { bench in
            try await bench.declareOne(limit: 1)
            try await bench.trigger()
            let run = try await bench.trigger(options: TriggerOptions(ttl: .seconds(10)))
            let worker = try await bench.worker()
            let blocking = try await worker.start()
            bench.time.advance(by: .seconds(10) - .microseconds(1))
            try await bench.expect(run, is: .queued)
            bench.time.advance(by: .microseconds(1))
            try await bench.expect(run, is: .expired)
            try expect(await worker.finish(blocking, claiming: 9).claims.count, is: 0, "claims afterwards")
            let ending = RunEnding(id: run, state: .expired, attempts: 0)
            try expect(await bench.ending(of: run), is: ending, "the ending")
        },
        ConformanceCase([19], "who waits for the end of a run is told that it expired") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger(options: TriggerOptions(ttl: .seconds(10)))
            async let ending = bench.ending(of: run)
            bench.time.advance(by: .seconds(11))
            try expect(await ending.state, is: .expired, "the ending's state")
        },
        ConformanceCase([19], "a task's declared ttl counts where the trigger names none") { bench in
            try await bench.declareOne(ttl: .seconds(5))
            let run = try await bench.trigger()
            let longer = try await bench.trigger(options: TriggerOptions(ttl: .seconds(50)))
            bench.time.advance(by: .seconds(6))
            try await bench.expect(run, is: .expired)
            try await bench.expect(longer, is: .queued)
        },
        ConformanceCase([19], "a run that was started once never expires") { bench in
            try await bench.declareOne(ttl: .seconds(5))
            let run = try await bench.trigger()
            let worker = try await bench.worker()
            try await worker.finish(worker.start(), .failed(message: "no", retryAfter: .seconds(60)))
            bench.time.advance(by: .seconds(30))
            try await bench.expect(run, is: .delayed)
            bench.time.advance(by: .seconds(90))
            try await bench.expect(run, is: .queued)
            try await worker.finish(worker.start(), .failed(message: "no", retryAfter: .zero))
            bench.time.advance(by: .seconds(90))
            try expect(await worker.start().attempt, is: 3, "the attempt")
        },
        ConformanceCase([19], "expired runs leave their queue to those behind them") { bench in
            try await bench.declareOne(limit: 1)
            try await bench.trigger(options: TriggerOptions(ttl: .seconds(1)), count: 40)
            let last = try await bench.trigger()
            bench.time.advance(by: .seconds(2))
            try expect(await bench.worker().drain().ids, is: [last], "what still starts")
            try expect(await bench.queue().queued, is: 0, "queued runs")
        },
        ConformanceCase([20], "a ttl counts from the end of the delay") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger(options: TriggerOptions(delay: .seconds(10), ttl: .seconds(5)))
            bench.time.advance(by: .seconds(14))
            try await bench.expect(run, is: .queued)
            bench.time.advance(by: .seconds(1))
            try await bench.expect(run, is: .expired)
        },
        ConformanceCase([20], "a run whose delay and ttl pass unseen expires") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger(options: TriggerOptions(delay: .seconds(10), ttl: .seconds(5)))
            bench.time.advance(by: .seconds(60))
            try expect(await bench.worker().claim().count, is: 0, "claims")
            try await bench.expect(run, is: .expired)
        },
        ConformanceCase([18], "durations without measure do no harm") { bench in
            try await bench.declareOne()
            let endless = Duration.seconds(Int64.max)
            let forever = try await bench.trigger(options: TriggerOptions(delay: endless, ttl: endless))
            let run = try await bench.trigger(options: TriggerOptions(ttl: endless, priority: endless))
            try expect(await bench.worker().drain().ids, is: [run], "what starts")
            try await bench.expect(forever, is: .delayed)
            try expect(await bench.store.cancel(forever), is: .canceled, "the answer to the cancel")
        },
        ConformanceCase([4], "a claim says how long its run could have been started before") { bench in
            try await bench.declareOne(limit: 1)
            try await bench.trigger(options: TriggerOptions(delay: .seconds(10)))
            let triggered = bench.time.now
            bench.time.advance(by: .seconds(13))
            let worker = try await bench.worker()
            let run = try await worker.start()
            try expect(run.waited, is: .seconds(3), "the wait of a delayed run, from its due time")
            try expect(run.triggeredAt, is: triggered, "the time of the trigger")
            try await worker.finish(run, .failed(message: "no", retryAfter: .seconds(2)))
            bench.time.advance(by: .seconds(7))
            let again = try await worker.start()
            try expect(again.waited, is: .seconds(5), "the wait of a retry, from its due time")
            try await worker.finish(again, .returned)
            bench.time.advance(by: .seconds(4))
            try expect(await worker.start().waited, is: .seconds(4), "the wait of a run that was given back")
        },
    ]
}
