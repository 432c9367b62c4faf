import InMemoryLogging
import Logging
import Sluice
import SluiceStoreConformance
import SluiceTesting
import Testing
import SluiceTestSupport

@Suite("A scheduled task")
struct ScheduleTests {
    @Test func isTriggeredAtEachTick() async throws {
        let fixture = try await ScheduleFixture()
        try await fixture.working {
            for minute in [10, 15, 20] as [Int64] {
                try await fixture.asleep()
                fixture.advance(to: fixture.at(15, minute))
                try await fixture.expectRun(of: fixture.at(15, minute))
            }
        }
        #expect(fixture.store.steps.entries == [10, 15, 20].map { .run(fixture.at(15, $0)) })
    }

    @Test func isTriggeredOnTheMinute() async throws {
        let fixture = try await ScheduleFixture()
        try await fixture.working {
            try await fixture.asleep()
            fixture.advance(to: fixture.at(15, 9, 50))
            try await fixture.asleep(until: fixture.at(15, 10))
            #expect(fixture.store.steps.entries == [])
            fixture.advance(to: fixture.at(15, 10))
            _ = try await fixture.handled.next()
        }
    }

    @Test func mayBeTriggeredByHandAsWell() async throws {
        let fixture = try await ScheduleFixture()
        try await fixture.working {
            try await fixture.client.plain.trigger()
            try await fixture.expectRun(of: nil)
        }
    }

    @Test func isTriggeredOnceWhereSeveralWorkersServeIt() async throws {
        let fixture = try await ScheduleFixture()
        try await fixture.working {
            try await fixture.working {
                try await fixture.working {
                    for minute in [10, 15] as [Int64] {
                        let tick = fixture.at(15, minute)
                        fixture.advance(to: tick)
                        try await fixture.expectRun(of: tick)
                    }
                }
            }
        }
        let runs = fixture.store.steps.entries.filter { if case .run = $0 { true } else { false } }
        #expect(runs == [10, 15].map { .run(fixture.at(15, $0)) })
        #expect(fixture.handled.entries.count == 2)
    }

    @Test func isNotTriggeredByAWorkerThatDoesNotServeIt() async throws {
        let fixture = try await ScheduleFixture()
        try await fixture.working(serving: ["work"]) {
            let run = try await fixture.client.work.trigger(1)
            fixture.advance(to: fixture.at(15, 10))
            _ = try await soon("the run ends") { try await run.result() }
        }
        #expect(fixture.store.steps.entries == [])
    }

    // MARK: Missed ticks

    @Test(arguments: [(TaskSchedule.MissedTicks.skip, [20]), (.latest, [15, 20])])
    func hasMissedTicksByItsPolicy(missed: TaskSchedule.MissedTicks, minutes: [Int64]) async throws {
        let fixture = try await ScheduleFixture(missed: missed)
        try await fixture.working {}
        fixture.advance(to: fixture.at(15, 17))
        try await fixture.working {
            if missed == .latest { try await fixture.expectRun(of: fixture.at(15, 15)) }
            try await fixture.asleep()
            fixture.advance(to: fixture.at(15, 20))
            try await fixture.expectRun(of: fixture.at(15, 20))
        }
        #expect(fixture.store.steps.entries == minutes.map { .run(fixture.at(15, $0)) })
    }

    @Test(arguments: TaskSchedule.MissedTicks.allCases)
    func hasNotMissedATickThatIsAMinuteLate(missed: TaskSchedule.MissedTicks) async throws {
        let fixture = try await ScheduleFixture(missed: missed)
        fixture.advance(to: fixture.at(15, 11))
        try await fixture.working { try await fixture.expectRun(of: fixture.at(15, 10)) }
    }

    @Test(arguments: TaskSchedule.MissedTicks.allCases)
    func isNotTriggeredAgainAfterARestart(missed: TaskSchedule.MissedTicks) async throws {
        let fixture = try await ScheduleFixture(missed: missed)
        fixture.advance(to: fixture.at(15, 10))
        try await fixture.working { _ = try await fixture.handled.next() }
        fixture.advance(to: fixture.at(15, 10, 30))
        try await fixture.working { try await fixture.asleep() }
        #expect(fixture.store.steps.entries == [.run(fixture.at(15, 10))])
    }

    @Test func hasNoTicksBeforeItsRegistration() async throws {
        let fixture = try await ScheduleFixture("0 * * * *", missed: .latest)
        try await fixture.working { try await fixture.asleep() }
        #expect(fixture.store.steps.entries == [])
    }

    // MARK: Clocks

    @Test func isNotTriggeredAgainWhenTheClockIsPutBack() async throws {
        let fixture = try await ScheduleFixture()
        try await fixture.working {
            try await fixture.asleep()
            fixture.advance(to: fixture.at(15, 10))
            _ = try await fixture.handled.next()
            try await fixture.asleep()
            fixture.time.put(.seconds(-600))
            // The tick is shown a second time, and the next one the first.
            fixture.advance(to: fixture.at(15, 10))
            try await fixture.asleep()
            fixture.advance(to: fixture.at(15, 15))
            try await fixture.expectRun(of: fixture.at(15, 15))
        }
        #expect(fixture.store.steps.entries == [10, 15].map { .run(fixture.at(15, $0)) })
    }

    @Test(arguments: [(TaskSchedule.MissedTicks.skip, [20]), (.latest, [15, 20])])
    func noticesAClockThatIsPutForward(missed: TaskSchedule.MissedTicks, minutes: [Int64]) async throws {
        let fixture = try await ScheduleFixture(missed: missed)
        try await fixture.working {
            try await fixture.asleep()
            fixture.time.put(.seconds(600))
            fixture.time.advance(by: .seconds(30))
            if missed == .latest { try await fixture.expectRun(of: fixture.at(15, 15)) }
            try await fixture.asleep()
            fixture.advance(to: fixture.at(15, 20))
            try await fixture.expectRun(of: fixture.at(15, 20))
        }
        #expect(fixture.store.steps.entries == minutes.map { .run(fixture.at(15, $0)) })
    }

    @Test func saysThatTheLastTickLiesAhead() async throws {
        let fixture = try await ScheduleFixture()
        fixture.time.put(.seconds(86_400))
        fixture.time.advance(by: .seconds(200))
        try await fixture.working { _ = try await fixture.handled.next() }
        fixture.time.put(.seconds(-86_400))
        try await fixture.working { try await fixture.asleep() }
        let warnings = fixture.log.entries.filter { $0.level == .warning }
        #expect(warnings.map(\.metadata["ahead"]) == ["\(Duration.seconds(86_400))"])
    }

    /// Workers come and go, clocks jump, the store fails: however it turns out, no tick has two runs.
    @Test(arguments: 0..<12 as Range<UInt64>, TaskSchedule.MissedTicks.allCases)
    func hasOneRunForATickAtMost(seed: UInt64, missed: TaskSchedule.MissedTicks) async throws {
        var random = SeededGenerator(seed: seed)
        let fixture = try await ScheduleFixture("*/2 * * * *", missed: missed)
        var workers: [Task<Void, any Error>] = []
        var working = 0..<0
        for _ in 0..<60 {
            switch Int.random(in: 0..<8, using: &random) {
            case 0 where working.count < 3:
                let worker = try fixture.worker()
                workers.append(Task { try await worker.run() })
                working = working.lowerBound..<workers.count
            case 1 where !working.isEmpty:
                workers[working.lowerBound].cancel()
                working = working.dropFirst()
            case 2: fixture.time.put(.seconds(Int64.random(in: -400...400, using: &random)))
            case 3: fixture.store.failTicks(1)
            case 4: fixture.store.loseAnswers(1)
            default: fixture.time.advance(by: .seconds(Int64.random(in: 1...150, using: &random)))
            }
            await Task.yield()
        }
        for worker in workers {
            worker.cancel()
            try await soon("the worker stops") { try await worker.value }
        }
        let ticks = fixture.store.steps.entries.compactMap { if case .run(let tick) = $0 { tick } else { nil } }
        #expect(Set(ticks).count == ticks.count)
    }

    // MARK: Failures

    @Test func isTriggeredAgainUntilTheStoreTakesIt() async throws {
        let fixture = try await ScheduleFixture()
        fixture.store.failTicks(3)
        fixture.advance(to: fixture.at(15, 10))
        try await fixture.working {
            for pause in [100, 200, 400] { try await fixture.pass(.milliseconds(pause)) }
            try await fixture.expectRun(of: fixture.at(15, 10))
        }
        let failed = TickStore.Step.failed(fixture.at(15, 10))
        #expect(fixture.store.steps.entries == [failed, failed, failed, .run(fixture.at(15, 10))])
        #expect(fixture.log.entries.filter { $0.level == .error }.count == 3)
    }

    @Test func hasOneRunWhereTheStoresAnswerIsLost() async throws {
        let fixture = try await ScheduleFixture()
        fixture.store.loseAnswers(1)
        fixture.advance(to: fixture.at(15, 10))
        try await fixture.working {
            try await fixture.expectRun(of: fixture.at(15, 10))
            try await fixture.pass(.milliseconds(100))
            try await fixture.asleep()
        }
        #expect(fixture.store.steps.entries == [.run(fixture.at(15, 10)), .over(fixture.at(15, 10))])
    }

    @Test(arguments: TaskSchedule.MissedTicks.allCases)
    func givesWayToTheNextTickWhileTheStoreFails(missed: TaskSchedule.MissedTicks) async throws {
        let fixture = try await ScheduleFixture(missed: missed)
        fixture.store.failTicks(2)
        fixture.advance(to: fixture.at(15, 10))
        try await fixture.working {
            try await fixture.time.sleeper(for: .milliseconds(100))
            fixture.advance(to: fixture.at(15, 15))
            try await fixture.expectRun(of: fixture.at(15, 15))
        }
        #expect(
            fixture.store.steps.entries
                == [.failed(fixture.at(15, 10)), .failed(fixture.at(15, 10)), .run(fixture.at(15, 15))])
    }

    @Test func asksForTheLastTickAgain() async throws {
        let fixture = try await ScheduleFixture()
        fixture.store.failQuestions(2)
        try await fixture.working {
            for pause in [100, 200] { try await fixture.pass(.milliseconds(pause)) }
            try await fixture.asleep()
            fixture.advance(to: fixture.at(15, 10))
            try await fixture.expectRun(of: fixture.at(15, 10))
        }
        #expect(fixture.store.steps.entries == [.unanswered, .unanswered, .run(fixture.at(15, 10))])
    }

    // MARK: Registrations

    @Test func isTriggeredNoMoreOnceItsScheduleIsRegisteredNoMore() async throws {
        let fixture = try await ScheduleFixture()
        let schedule = fixture.client.declarations.tasks[0].schedule
        try await fixture.working {
            try await fixture.asleep()
            _ = try await Client(store: fixture.store, declarations: ScheduleFixture.declarations(nil))
            fixture.advance(to: fixture.at(15, 10))
            // It looks now and then whether the schedule is back.
            try await fixture.asleep()
            _ = try await Client(store: fixture.store, declarations: ScheduleFixture.declarations(schedule))
            fixture.advance(to: fixture.at(15, 11))
            try await fixture.asleep()
            fixture.advance(to: fixture.at(15, 15))
            try await fixture.expectRun(of: fixture.at(15, 15))
        }
        #expect(fixture.store.steps.entries == [.over(fixture.at(15, 10)), .run(fixture.at(15, 15))])
    }

    @Test(arguments: [
        (
            TaskSchedule(cron: "0 24 * * *"),
            "task 'plain' can't be scheduled: '0 24 * * *' is no cron expression: 24 is no hour; hours are 0 to 23 (character 3)"
        ),
        (
            TaskSchedule(cron: "0 0 30 2 *"),
            "task 'plain' can't be scheduled: '0 0 30 2 *' never fires: there is no such day"
        ),
        (
            TaskSchedule(cron: "@daily", timezone: "Berlin"),
            "task 'plain' can't be scheduled: this system knows no time zone 'Berlin'; write an IANA name such as 'Europe/Berlin' or 'UTC'"
        ),
    ])
    func isRefusedWithAScheduleThatCannotBe(schedule: TaskSchedule, message: String) async throws {
        let error = await #expect(throws: SluiceError.self) {
            try await Client(store: MemoryStore(), declarations: ScheduleFixture.declarations(schedule))
        }
        #expect(error?.code == .invalidOption)
        #expect(error?.message == message)
    }
}

extension ScheduleFixture {
    /// Waits until a handler is called, and expects that it is for that tick.
    fileprivate func expectRun(of tick: Timestamp?, at location: SourceLocation = #_sourceLocation) async throws {
        let handled = try await handled.next()
        #expect(handled == tick, sourceLocation: location)
    }

    /// Waits until someone pauses for so long, and lets that time go by.
    fileprivate func pass(_ pause: Duration) async throws {
        try await time.sleeper(for: pause)
        time.advance(by: pause)
    }
}
