import Sluice
import SluiceTesting

extension StoreConformance {
    static let ticks: [ConformanceCase] = [
        ConformanceCase([], "a tick makes one run, whoever asks for it again") { bench in
            try await bench.declareSchedule()
            let tick = bench.time.now + .seconds(60)
            let first = try await bench.tick(tick)
            try expect(first.isExisting, is: false, "whether the first run was there before")
            try expect(
                await bench.tick(tick), is: EnqueuedRun(id: first.id, isExisting: true), "the answer to the second")
            try expect(await bench.queue().queued, is: 1, "runs made")
            try await bench.finishOne()
            try expect(await bench.tick(tick).isExisting, "the run to be known after its end")
            try expect(await bench.worker().claim().count, is: 0, "claims after its end")
        },
        ConformanceCase([], "a tick counts within one step, too") { bench in
            try await bench.declareSchedule()
            let tick = bench.time.now + .seconds(60)
            let requests = (0..<3).map { _ in bench.request(tick: tick) }
            let answers = try await bench.store.enqueue(requests)
            try expect(answers.map(\.isExisting), is: [false, true, true], "whether they were there")
            try expect(await bench.queue().queued, is: 1, "runs made")
        },
        ConformanceCase([], "of many that ask for a tick at once, one gets a run") { bench in
            try await bench.declareSchedule()
            let tick = bench.time.now + .seconds(60)
            let made = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 { group.addTask { try await !bench.tick(tick).isExisting } }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            try expect(made, is: 1, "new runs")
            try expect(await bench.queue().queued, is: 1, "runs made")
        },
        ConformanceCase([], "a tick before the last one makes no run, a later one does") { bench in
            try await bench.declareSchedule()
            let start = bench.time.now
            let run = try await bench.tick(start + .seconds(120))
            try expect(
                await bench.tick(start + .seconds(60)), is: EnqueuedRun(id: run.id, isExisting: true), "the answer")
            try expect(await bench.tick(start + .seconds(180)).isExisting, is: false, "whether the later one was there")
            try expect(await bench.queue().queued, is: 2, "runs made")
        },
        ConformanceCase([], "ticks begin with the registration of the schedule") { bench in
            let start = bench.time.now
            try await bench.declareSchedule()
            try await bench.expectLastTick(is: start)
            for tick in [start - .seconds(60), start] {
                try expect(await bench.tick(tick).isExisting, "no run for a tick of before")
            }
            try await bench.expectLastTick(is: start)
            try expect(
                await bench.tick(start + .microseconds(1)).isExisting, is: false, "whether the next one was there")
            try await bench.expectLastTick(is: start + .microseconds(1))
        },
        ConformanceCase([], "registering the same schedule again changes nothing, another one begins anew") { bench in
            try await bench.declareSchedule()
            let tick = bench.time.now + .seconds(60)
            try await bench.tick(tick)
            bench.time.advance(by: .seconds(600))
            try await bench.declareSchedule()
            try await bench.expectLastTick(is: tick)
            for schedule in [
                TaskSchedule(cron: "0 8 * * *"), TaskSchedule(cron: "0 8 * * *", timezone: "Europe/Berlin"),
                TaskSchedule(cron: "0 8 * * *", timezone: "Europe/Berlin", missed: .latest),
            ] {
                bench.time.advance(by: .seconds(600))
                try await bench.declareSchedule(schedule)
                try await bench.expectLastTick(is: bench.time.now)
            }
        },
        ConformanceCase([], "a schedule that is registered no more has no ticks, until it is again") { bench in
            try await bench.declareSchedule()
            let tick = bench.time.now + .seconds(60)
            try await bench.tick(tick)
            try await bench.declareOne()
            try await bench.expectLastTick(is: nil)
            try expect(await bench.tick(tick + .seconds(60)).isExisting, "no run without a schedule")
            try expect(await bench.queue().queued, is: 1, "runs made")
            bench.time.advance(by: .seconds(600))
            try await bench.declareSchedule()
            try await bench.expectLastTick(is: bench.time.now)
        },
        ConformanceCase([], "a task without a schedule, or that is not known, has no last tick") { bench in
            try await bench.expectLastTick(is: nil)
            try await bench.declareOne()
            try await bench.expectLastTick(is: nil)
        },
        ConformanceCase([], "each task has ticks of its own") { bench in
            try await bench.declare {
                $0.addQueue("q")
                $0.addTask("t", queue: "q", schedule: .morning)
                $0.addTask("u", queue: "q", schedule: .morning)
            }
            let tick = bench.time.now + .seconds(60)
            for task in ["t", "u"] {
                try expect(await bench.tick(tick, of: task).isExisting, is: false, "it was there")
            }
            try await bench.tick(tick + .seconds(60))
            try await bench.expectLastTick(is: tick + .seconds(60))
            try await bench.expectLastTick(of: "u", is: tick)
        },
        ConformanceCase([], "a refused batch uses no tick up") { bench in
            try await bench.declareSchedule()
            let start = bench.time.now
            try await bench.expect(.unknownTask, from: "the batch") {
                try await bench.store.enqueue([bench.request(tick: start + .seconds(60)), bench.request("nobody")])
            }
            try await bench.expectLastTick(is: start)
            try expect(await bench.tick(start + .seconds(60)).isExisting, is: false, "whether the run was there")
        },
        ConformanceCase([], "a tick whose run was cancelled is over all the same") { bench in
            try await bench.declareSchedule()
            let tick = bench.time.now + .seconds(60)
            let run = try await bench.tick(tick)
            try expect(await bench.store.cancel(run.id), is: .canceled, "the answer to the cancel")
            try expect(await bench.tick(tick).isExisting, "no second run")
        },
        ConformanceCase([], "every attempt of a run knows its tick; a run that was triggered has none") { bench in
            try await bench.declareSchedule()
            let tick = bench.time.now + .seconds(60)
            try await bench.tick(tick)
            let worker = try await bench.worker()
            let first = try await worker.start()
            try expect(first.tick, is: tick, "the tick of the first attempt")
            try await worker.finish(first, .failed(message: "no", retryAfter: .zero))
            let second = try await worker.start()
            try expect(second.tick, is: tick, "the tick of the second attempt")
            try await worker.finish(second)
            try await bench.trigger()
            try expect(await worker.start().tick, is: nil, "the tick of a run that was triggered")
            try await bench.expectLastTick(is: tick)
        },
        ConformanceCase([], "a schedule that can't be is refused, and changes nothing") { bench in
            try await bench.declareSchedule()
            let start = bench.time.now
            bench.time.advance(by: .seconds(60))
            for (schedule, part) in [
                (TaskSchedule(cron: "0 24 * * *"), "24"), (TaskSchedule(cron: "0 0 30 2 *"), "never"),
                (TaskSchedule(cron: "@daily", timezone: "Europe/Atlantis"), "'Europe/Atlantis'"),
            ] {
                try await bench.expect(.invalidOption, from: "the registration", mentioning: part) {
                    try await bench.declareSchedule(schedule)
                }
            }
            try await bench.expectLastTick(is: start)
        },
    ]
}

extension TaskSchedule {
    fileprivate static let morning = TaskSchedule(cron: "0 9 * * *")
}

extension Bench {
    @discardableResult
    fileprivate func declareSchedule(_ schedule: TaskSchedule = .morning) async throws -> RegistrationReport {
        try await declare {
            $0.addQueue("q")
            $0.addTask("t", queue: "q", schedule: schedule)
        }
    }

    fileprivate func request(tick: Timestamp, of task: String = "t") -> RunRequest {
        var request = request(task)
        request.tick = tick
        return request
    }

    /// Asks for the run of a tick.
    @discardableResult
    fileprivate func tick(_ tick: Timestamp, of task: String = "t") async throws -> EnqueuedRun {
        try await store.enqueue([request(tick: tick, of: task)])[0]
    }

    fileprivate func finishOne() async throws {
        let worker = try await worker()
        try await worker.finish(worker.start())
    }

    fileprivate func expectLastTick(
        of task: String = "t", is tick: Timestamp?, fileID: String = #fileID, line: Int = #line
    ) async throws {
        try SluiceStoreConformance.expect(
            await store.lastTick(of: task), is: tick, "the last tick of '\(task)'", fileID: fileID, line: line)
    }
}
