import Sluice

extension Declarations {
    /// Every kind of queue and of task.
    /// - Parameter maxAttempts: Of every task.
    static func simulated(maxAttempts: Int = 3) -> Declarations {
        var declarations = Declarations()
        declarations.addQueue("plain", concurrencyLimit: 2)
        declarations.addQueue("keyed", concurrencyKey: .optional, perKey: 1, total: 3)
        declarations.addQueue("hold", concurrencyLimit: 2, onWait: .hold)
        let retry = RetryPolicy(maxAttempts: maxAttempts)
        declarations.addTask("leaf", queue: "plain", retry: retry)
        declarations.addTask("tenant", queue: "keyed", overrides: ["plain"], retry: retry, priority: .seconds(5))
        declarations.addTask("parent", queue: "plain", retry: retry, waitsFor: ["leaf"])
        declarations.addTask("holder", queue: "hold", retry: retry, waitsFor: ["leaf"])
        declarations.addTask("hourly", queue: "plain", retry: retry, schedule: TaskSchedule(cron: "@hourly"))
        return declarations
    }
}

/// Makes requests whose identifiers follow from a seed.
struct RequestSource {
    private var generator: RunIDGenerator
    private let time: SettableTime
    private var count = 0

    init(seed: UInt64, time: SettableTime) {
        generator = RunIDGenerator(origin: seed)
        self.time = time
    }

    mutating func request(
        _ task: String, queue: String? = nil, key: String? = nil, options: TriggerOptions = TriggerOptions(),
        child: RunRequest.ChildPlace? = nil, tick: Timestamp? = nil
    ) -> RunRequest {
        count += 1
        return RunRequest(
            id: generator.next(at: time.now), task: task, queue: queue, key: key, payload: Array("\(count)".utf8),
            options: options, child: child, tick: tick)
    }
}
