/// Which tick of each schedule was the last that became a run, so that none becomes two.
package struct Ticks {
    package struct Entry: Sendable {
        /// The schedule that the tick is one of: another schedule begins anew.
        package var schedule: TaskSchedule
        package var last: Timestamp
        /// The run that was made of the last tick; `nil` before the first.
        package var run: RunID?

        package init(schedule: TaskSchedule, last: Timestamp, run: RunID? = nil) {
            self.schedule = schedule
            self.last = last
            self.run = run
        }
    }

    private(set) var entries: [TaskIndex: Entry] = [:]

    func last(of task: TaskIndex) -> Timestamp? { entries[task]?.last }

    /// Declares a task's schedule. One that is new, or not what it was, has its ticks from now on.
    /// - Returns: Whether that changed anything.
    mutating func declare(_ schedule: TaskSchedule?, of task: TaskIndex, at now: Timestamp) -> Bool {
        guard entries[task]?.schedule != schedule else { return false }
        entries[task] = schedule.map { Entry(schedule: $0, last: now) }
        return true
    }

    /// Whether a tick is over: it was taken, a later one was, or the schedule is younger, or there is none any more.
    func isOver(_ tick: Timestamp, of task: TaskIndex) -> Bool {
        entries[task].map { tick <= $0.last } ?? true
    }

    /// The run that the last tick was made.
    func lastRun(of task: TaskIndex) -> RunID? { entries[task]?.run }

    mutating func take(_ tick: Timestamp, of task: TaskIndex, by run: RunID) {
        entries[task]?.last = tick
        entries[task]?.run = run
    }

    mutating func restore(_ entry: Entry, of task: TaskIndex) { entries[task] = entry }
}
