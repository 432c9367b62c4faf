import Metrics

/// The metrics of one task's attempts on one worker, through swift-metrics.
///
/// The article "In production" has a table of them.
struct TaskMetrics: Sendable {
    private let waiting: Metrics.Timer
    private let duration: Metrics.Timer
    private let completed: Counter
    private let failed: Counter
    private let timedOut: Counter
    private let canceled: Counter
    private let returned: Counter

    /// - Returns: `nil` where no metrics backend is installed, so that nobody measures for nobody.
    init?(task: String) {
        if MetricsSystem.factory is NOOPMetricsHandler { return nil }
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

    func started(after waited: Duration) {
        waiting.record(duration: waited)
    }

    func ended(_ outcome: AttemptEnding.Outcome, after duration: Duration) {
        self.duration.record(duration: duration)
        switch outcome {
        case .completed: completed.increment()
        case .failed: failed.increment()
        case .timedOut: timedOut.increment()
        case .canceled: canceled.increment()
        case .returned: returned.increment()
        }
    }
}

extension StoreSnapshot {
    /// Records the depth of every queue.
    func recordMetrics() {
        for queue in queues {
            let counts = [
                ("executing", queue.executing), ("queued", queue.queued), ("delayed", queue.delayed),
                ("waiting", queue.waiting),
            ]
            for (state, count) in counts {
                Gauge(label: "sluice_queue_\(state)", dimensions: [("queue", queue.name)]).record(count)
            }
        }
    }
}
