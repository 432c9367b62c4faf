import Foundation
import SluiceCron
import Testing

@testable import Sluice
import SluiceTestSupport

@Suite("The ticks of a schedule")
struct ScheduleClockTests {
    /// A schedule, a moment, and the ticks that follow.
    struct Case: Sendable, CustomTestStringConvertible {
        let cron: String
        let zone: String
        let after: String
        let ticks: [String]

        var testDescription: String { "\(cron) in \(zone) after \(after)" }

        init(_ cron: String, in zone: String, after: String, _ ticks: String...) {
            (self.cron, self.zone, self.after, self.ticks) = (cron, zone, after, ticks)
        }
    }

    @Test(arguments: [
        Case("0 9 * * *", in: "UTC", after: "2025-06-15T09:00:00Z", "2025-06-16T09:00:00Z", "2025-06-17T09:00:00Z"),
        Case("0 9 * * *", in: "Europe/Berlin", after: "2025-06-15T06:59:59Z", "2025-06-15T07:00:00Z"),
        Case("0 9 * * *", in: "Europe/Berlin", after: "2025-01-15T07:59:59Z", "2025-01-15T08:00:00Z"),
        // No daylight saving, and no whole hours.
        Case("0 9 * * *", in: "Asia/Kolkata", after: "2025-03-29T12:00:00Z", "2025-03-30T03:30:00Z"),
        Case("0 0 1 1 *", in: "Pacific/Kiritimati", after: "2025-06-15T00:00:00Z", "2025-12-31T10:00:00Z"),
        // Clocks are put forward from 2 to 3: what they leave out comes when they are.
        Case(
            "30 2 * * *", in: "Europe/Berlin", after: "2025-03-29T01:00:00Z",
            "2025-03-29T01:30:00Z", "2025-03-30T01:00:00Z", "2025-03-31T00:30:00Z"),
        Case(
            "*/20 * * * *", in: "Europe/Berlin", after: "2025-03-30T00:30:00Z",
            "2025-03-30T00:40:00Z", "2025-03-30T01:00:00Z", "2025-03-30T01:20:00Z"),
        Case("30 2 9 3 *", in: "America/New_York", after: "2025-03-09T00:00:00Z", "2025-03-09T07:00:00Z"),
        // Clocks are put back from 3 to 2: what they show twice comes the first time.
        Case(
            "30 2 * * *", in: "Europe/Berlin", after: "2025-10-25T12:00:00Z",
            "2025-10-26T00:30:00Z", "2025-10-27T01:30:00Z"),
        Case("30 2 * * *", in: "Europe/Berlin", after: "2025-10-26T01:10:00Z", "2025-10-27T01:30:00Z"),
        Case(
            "*/20 * * * *", in: "Europe/Berlin", after: "2025-10-26T00:30:00Z",
            "2025-10-26T00:40:00Z", "2025-10-26T02:00:00Z", "2025-10-26T02:20:00Z"),
        Case(
            "30 1 * * *", in: "America/New_York", after: "2025-11-02T00:00:00Z",
            "2025-11-02T05:30:00Z", "2025-11-03T06:30:00Z"),
        // By half an hour.
        Case(
            "15 2 * * *", in: "Australia/Lord_Howe", after: "2025-10-04T00:00:00Z",
            "2025-10-04T15:30:00Z", "2025-10-05T15:15:00Z"),
        Case(
            "45 1 * * *", in: "Australia/Lord_Howe", after: "2025-04-05T00:00:00Z",
            "2025-04-05T14:45:00Z", "2025-04-06T15:15:00Z"),
        // A whole day was left out.
        Case(
            "0 12 * * *", in: "Pacific/Apia", after: "2011-12-29T22:30:00Z",
            "2011-12-30T10:00:00Z", "2011-12-30T22:00:00Z"),
    ])
    func follow(_ example: Case) throws {
        let clock = try ScheduleClock(TaskSchedule(cron: example.cron, timezone: example.zone))
        var time = try Timestamp(example.after)
        for tick in example.ticks {
            time = try #require(clock.tick(after: time))
            let expected = try Timestamp(tick)
            #expect(time == expected)
        }
    }

    @Test func aMomentBeforeATickIsBefore() throws {
        let clock = try ScheduleClock(TaskSchedule(cron: "0 9 * * *"))
        let tick = try Timestamp("2025-06-15T09:00:00Z")
        #expect(clock.tick(after: tick - .microseconds(1)) == tick)
        #expect(clock.tick(after: tick) == tick + .seconds(86_400))
        #expect(clock.tick(after: tick + .microseconds(1)) == tick + .seconds(86_400))
    }

    @Test func timeEnds() throws {
        let clock = try ScheduleClock(TaskSchedule(cron: "0 9 * * *", timezone: "Europe/Berlin"))
        #expect(clock.tick(after: .distantFuture) == nil)
        #expect(clock.tick(after: .distantPast) != nil)
    }

    private static let zones = [
        "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo", "Africa/Casablanca",
        "America/St_Johns", "Pacific/Apia",
    ]

    /// The clock goes through time minute by minute: a tick comes when the zone's clocks first show its time or a later one.
    @Test(arguments: zones, 0..<8 as Range<UInt64>)
    func agreeWithGoingThroughTimeMinuteByMinute(zone name: String, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let zone = try #require(TimeZone(identifier: name))
        let cron =
            "\(["*", "*/7", "30", "0,15,45"].randomElement(using: &random)!) "
            + "\(["*", "*/2", "1-3", "2", "0,12"].randomElement(using: &random)!) * * *"
        let clock = try ScheduleClock(TaskSchedule(cron: cron, timezone: name))
        let expression = try CronExpression(cron)
        let days = Double.random(in: 14_000...21_000, using: &random)
        let change = zone.nextDaylightSavingTimeTransition(after: Date(timeIntervalSince1970: days * 86_400))
        let start = Int((change?.timeIntervalSince1970 ?? days * 86_400) / 60) - 1_440
        func shown(_ minute: Int) -> Int {
            minute + zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(minute) * 60)) / 60
        }
        var reached = (start - 1_440...start).map(shown).max()!
        var next = clock.tick(after: Timestamp(microseconds: Int64(start) * 60_000_000))
        for minute in start + 1...start + 2_880 {
            let isTick =
                shown(minute) > reached
                && (reached + 1...shown(minute)).contains {
                    expression.matches(CivilMinute(minutesSince1970: $0))
                }
            reached = max(reached, shown(minute))
            let time = Timestamp(microseconds: Int64(minute) * 60_000_000)
            guard isTick == (next == time) else {
                Issue.record(
                    "'\(cron)' in \(name): \(time) is \(isTick ? "a" : "no") tick, but the next is \(next as Any)")
                return
            }
            if isTick { next = clock.tick(after: time) }
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func theLatestTickIsTheLastOfAll(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let cron = ["* 9 * * *", "*/7 * * * *", "0 9 * * MON", "0 0 1 * *", "30 2 * * *"].randomElement(using: &random)!
        let clock = try ScheduleClock(TaskSchedule(cron: cron, timezone: "Europe/Berlin"))
        let last = Timestamp(microseconds: Int64.random(in: 1_700_000_000...1_800_000_000, using: &random) * 1_000_000)
        let now = last + .seconds(Int64.random(in: 0...2_000_000, using: &random))
        var latest: Timestamp?
        while let tick = clock.tick(after: latest ?? last), tick <= now { latest = tick }
        #expect(clock.latestTick(after: last, upTo: now) == latest)
    }
}

extension Timestamp {
    /// As in `2025-06-15T09:00:00Z`.
    init(_ text: String) throws {
        let date = try Date(text, strategy: .iso8601)
        self.init(microseconds: Int64(date.timeIntervalSince1970) * 1_000_000)
    }
}
