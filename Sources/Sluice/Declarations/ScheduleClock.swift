import Foundation
import SluiceCron

/// A schedule, understood: which moments are its ticks.
struct ScheduleClock: Sendable {
    private let expression: CronExpression
    private let zone: TimeZone

    /// - Throws: ``SluiceError`` with `invalidOption` for a cron expression or a time zone that there is not, and for an expression that
    ///   never fires.
    init(_ schedule: TaskSchedule) throws(SluiceError) {
        do throws(CronError) {
            expression = try CronExpression(schedule.cron)
        } catch {
            throw SluiceError(.invalidOption, "'\(schedule.cron)' is no cron expression: \(error)")
        }
        guard expression.everFires else {
            throw SluiceError(
                .invalidOption, "'\(schedule.cron)' never fires: there is no such day")
        }
        guard let zone = TimeZone(identifier: schedule.timezone) else {
            throw SluiceError(
                .invalidOption,
                "this system knows no time zone '\(schedule.timezone)'; write an IANA name such as 'Europe/Berlin' or 'UTC'"
            )
        }
        self.zone = zone
    }

    /// The first tick after a moment; `nil` where there is none before time ends.
    func tick(after time: Timestamp) -> Timestamp? {
        let second = time.microseconds.flooredDivision(by: 1_000_000)
        var clock = CivilMinute(minutesSince1970: (second + offset(at: second)).flooredDivision(by: 60))
        // Of what the clocks show a second time, the moment was the first: it may lie before.
        while let next = expression.next(after: clock) {
            let moment = firstMoment(of: next)
            if moment > second {
                let (microseconds, overflow) = Int64(moment).multipliedReportingOverflow(by: 1_000_000)
                return overflow ? nil : Timestamp(microseconds: microseconds)
            }
            clock = next
        }
        return nil
    }

    /// The latest tick after `last` and not after `now`, if there is one.
    func latestTick(after last: Timestamp, upTo now: Timestamp) -> Timestamp? {
        // Looks back twice as far each time, so that a long time with many ticks costs no more than a short one.
        var span = Duration.seconds(60)
        while true {
            let start = max(last, now - span)
            var found: Timestamp?
            while let tick = tick(after: found ?? start), tick <= now { found = tick }
            if found != nil || start == last { return found }
            span *= 2
        }
    }

    // MARK: The zone's clocks

    /// When the zone's clocks first show that time or a later one, in seconds since 1970.
    private func firstMoment(of time: CivilMinute) -> Int {
        let shown = time.minutesSince1970 * 60
        // No zone is a day away from UTC, and none changes its clocks twice within two days.
        let (before, after) = (offset(at: shown - 86_400), offset(at: shown + 86_400))
        if before == after { return shown - before }
        var (early, change) = (shown - 86_400, shown + 86_400)
        while change - early > 1 {
            let middle = early + (change - early) / 2
            if offset(at: middle) == before { early = middle } else { change = middle }
        }
        return shown - before < change ? shown - before : max(change, shown - after)
    }

    /// How far the zone's clocks are ahead of UTC, in seconds.
    private func offset(at second: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second)))
    }
}

extension BinaryInteger {
    fileprivate func flooredDivision(by divisor: Self) -> Int {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return Int(rest < 0 ? quotient - 1 : quotient)
    }
}
