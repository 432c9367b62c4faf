import Logging

/// Triggers the runs of one task's schedule.
///
/// Every worker that serves the task has one, and each tries each tick: the store takes a tick once, and none that is not later than the
/// last, so that neither other workers nor restarts nor a clock that is put back make two runs of one.
struct Scheduler: Sendable {
    /// How late a tick may be without being missed.
    static let tolerance = Duration.seconds(60)
    /// How long the clock is trusted to run evenly: one that is put forward is noticed after that time.
    static let longestSleep = Duration.seconds(30)

    private let task: String
    private let missed: TaskSchedule.MissedTicks
    private let clock: ScheduleClock
    private let client: Client
    private let time: any TimeSource
    private let logger: Logger

    /// - Throws: ``SluiceError`` with `invalidOption` for a schedule that can't be.
    init(
        task: String, schedule: TaskSchedule, client: Client, time: any TimeSource, logger: Logger
    ) throws(SluiceError) {
        self.task = task
        missed = schedule.missed
        clock = try ScheduleClock(schedule)
        self.client = client
        self.time = time
        var logger = logger
        logger[metadataKey: "task"] = "\(task)"
        self.logger = logger
    }

    /// Triggers until the caller is cancelled.
    func run() async {
        // Nothing but cancellation is thrown.
        try? await follow()
    }

    private func follow() async throws {
        var last = try await lastTick()
        while true {
            let now = time.now
            let next = nextTick(after: last, at: now)
            if let next, next <= now {
                last = try await trigger(next)
            } else {
                try await time.sleep(until: min(next ?? .distantFuture, now + Self.longestSleep))
            }
        }
    }

    /// The tick whose turn it is: one that is due, or else the next one.
    private func nextTick(after last: Timestamp, at now: Timestamp) -> Timestamp? {
        switch missed {
        case .skip: clock.tick(after: max(last, now - Self.tolerance - .microseconds(1)))
        case .latest: clock.latestTick(after: last, upTo: now) ?? clock.tick(after: max(last, now))
        }
    }

    /// Triggers the run of a tick that is due. While the store fails it is tried again, until the next tick's turn has come.
    /// - Returns: The last tick that is done with.
    private func trigger(_ tick: Timestamp) async throws -> Timestamp {
        let request = client.request(forTick: tick, of: task)
        var pause = WorkerEngine.shortestPause
        while true {
            do {
                let run = try await client.store.enqueue([request])[0]
                guard run.isExisting else { return tick }
                // Another worker was first, or a later tick is over.
                return max(tick, try await lastTick())
            } catch {
                try Task.checkCancellation()
                let isOver = clock.tick(after: tick).map { $0 <= time.now } ?? false
                logger.error(
                    "the store did not take the run of a scheduled time",
                    metadata: ["error": "\(error)", "again": "\(!isOver)"])
                if isOver { return tick }
            }
            try await time.sleep(until: time.now + pause)
            pause = min(pause * 2, WorkerEngine.longestPause)
        }
    }

    /// What the store says is over. Waits until it answers, and until the schedule is registered.
    private func lastTick() async throws -> Timestamp {
        var pause = WorkerEngine.shortestPause
        while true {
            do {
                if let last = try await client.store.lastTick(of: task) {
                    warnOfFuture(last)
                    return last
                }
                // A newer registration has dropped the schedule; a later one may bring it back.
                pause = Self.longestSleep
            } catch {
                try Task.checkCancellation()
                logger.error(
                    "the store did not tell the last scheduled time; it is asked again", metadata: ["error": "\(error)"]
                )
            }
            try await time.sleep(until: time.now + pause)
            pause = min(pause * 2, WorkerEngine.longestPause)
        }
    }

    private func warnOfFuture(_ last: Timestamp) {
        guard last > time.now + .seconds(3_600) else { return }
        logger.warning(
            "the last scheduled time lies ahead, as after a clock that was wrong; nothing is triggered before it is over",
            metadata: ["ahead": "\(last - time.now)"])
    }
}
