/// How a worker executes. Every option has a default.
public struct WorkerOptions: Sendable, Hashable {
    /// The most runs that this worker executes at once, whatever the queues would allow. It bounds this machine's load and is no limit of a
    /// queue; a run that waits for others does not count. Default: 100.
    public var concurrency: Int
    /// How long a stopping worker lets handlers finish before it cancels them and puts their runs back. Default: 30 s. Keep it below the
    /// time that whoever stops the process allows.
    public var gracePeriod: Duration
    /// How often the depth of the queues is recorded as metrics; `nil`: never. Default: 10 s.
    public var metricsInterval: Duration?

    /// Creates options; what is left out has its default.
    public init(concurrency: Int = 100, gracePeriod: Duration = .seconds(30), metricsInterval: Duration? = .seconds(10))
    {
        self.concurrency = concurrency
        self.gracePeriod = gracePeriod
        self.metricsInterval = metricsInterval
    }

    func validate() throws(SluiceError) {
        guard concurrency >= 1 else {
            throw SluiceError(
                .invalidOption, "'concurrency' is \(concurrency); a worker that executes nothing is not started at all")
        }
        guard gracePeriod >= .zero else {
            throw SluiceError(.invalidOption, "'gracePeriod' is \(gracePeriod); it can't be negative")
        }
        if let metricsInterval, metricsInterval <= .zero {
            throw SluiceError(
                .invalidOption, "'metricsInterval' is \(metricsInterval); say nil to record no queue depth")
        }
    }
}
