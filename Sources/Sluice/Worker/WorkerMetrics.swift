import Metrics

/// A worker's metrics, through swift-metrics.
///
/// | label | kind | dimensions | what |
/// | --- | --- | --- | --- |
/// | `sluice_run_waiting_seconds` | timer | `task` | from triggered, due or put back to started |
/// | `sluice_run_duration_seconds` | timer | `task` | one attempt, waits for other runs included |
/// | `sluice_attempts_total` | counter | `task`, `outcome` | `completed`, `failed`, `timedOut`, `canceled`, `returned` |
/// | `sluice_queue_executing`, `sluice_queue_queued` | gauge | `queue` | sampled every `metricsInterval` |
struct WorkerMetrics: Sendable {
    private struct OfTask {
        let waiting: Metrics.Timer
        let duration: Metrics.Timer
        let completed: Counter
        let failed: Counter
        let timedOut: Counter
        let canceled: Counter
        let returned: Counter

        init(_ task: String) {
            waiting = Metrics.Timer(label: "sluice_run_waiting_seconds", dimensions: [("task", task)])
            duration = Metrics.Timer(label: "sluice_run_duration_seconds", dimensions: [("task", task)])
            func counter(_ outcome: String) -> Counter {
                Counter(label: "sluice_attempts_total", dimensions: [("task", task), ("outcome", outcome)])
            }
            completed = counter("completed")
            failed = counter("failed")
            timedOut = counter("timedOut")
            canceled = counter("canceled")
            returned = counter("returned")
        }
    }

    private let tasks: [String: OfTask]

    init(tasks: [String]) {
        self.tasks = Dictionary(tasks.map { ($0, OfTask($0)) }, uniquingKeysWith: { first, _ in first })
    }

    func started(_ run: ClaimedRun) {
        tasks[run.task]?.waiting.record(duration: run.waited)
    }

    func ended(_ run: ClaimedRun, _ outcome: AttemptEnding.Outcome, after duration: Duration) {
        guard let metrics = tasks[run.task] else { return }
        metrics.duration.record(duration: duration)
        switch outcome {
        case .completed: metrics.completed.increment()
        case .failed: metrics.failed.increment()
        case .timedOut: metrics.timedOut.increment()
        case .canceled: metrics.canceled.increment()
        case .returned: metrics.returned.increment()
        }
    }

    static func record(_ snapshot: StoreSnapshot) {
        for queue in snapshot.queues {
            Gauge(label: "sluice_queue_executing", dimensions: [("queue", queue.name)]).record(queue.executing)
            Gauge(label: "sluice_queue_queued", dimensions: [("queue", queue.name)]).record(queue.queued)
        }
    }
}
