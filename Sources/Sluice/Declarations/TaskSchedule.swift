/// When a task is triggered by itself, again and again: each tick makes exactly one run, however many workers there are.
///
/// A tick that the zone's clocks leave out, because they are put forward, comes when they are; one that they show twice, because they are
/// put back, comes the first time only. Ticks begin with the registration of the schedule, and begin anew when it is registered with a
/// change.
public struct TaskSchedule: Sendable, Hashable {
    /// What happens to ticks that came due while no worker served the task. One that is at most a minute late is not missed.
    public enum MissedTicks: String, Sendable, Hashable, CaseIterable {
        /// They are left out.
        case skip
        /// The latest one is made up for, once.
        case latest
    }

    /// When, as in crontab(5): minute, hour, day of the month, month, day of the week; or `@hourly`, `@daily`, `@weekly`, `@monthly`,
    /// `@yearly`.
    public var cron: String
    /// The IANA name of the time zone whose clocks the ticks follow.
    public var timezone: String
    /// What happens to missed ticks.
    public var missed: MissedTicks

    /// Creates a schedule. Whether there is such a cron expression and time zone shows when it is registered.
    public init(cron: String, timezone: String = "UTC", missed: MissedTicks = .skip) {
        self.cron = cron
        self.timezone = timezone
        self.missed = missed
    }
}
