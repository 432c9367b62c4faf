/// When a task is triggered by itself, again and again.
public struct TaskSchedule: Sendable, Hashable {
    /// What happens to ticks that came due while no worker served the task.
    public enum MissedTicks: String, Sendable, Hashable, CaseIterable {
        /// They are left out.
        case skip
        /// The latest one is made up for, once.
        case latest
    }

    /// When: minute, hour, day of the month, month, day of the week.
    public var cron: String
    /// The IANA name of the time zone whose clocks the ticks follow.
    public var timezone: String
    /// What happens to missed ticks.
    public var missed: MissedTicks

    /// Creates a schedule.
    public init(cron: String, timezone: String = "UTC", missed: MissedTicks = .skip) {
        self.cron = cron
        self.timezone = timezone
        self.missed = missed
    }
}
