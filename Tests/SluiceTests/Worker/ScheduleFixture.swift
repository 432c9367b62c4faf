import InMemoryLogging
import Logging
@_spi(SluiceGenerated) import Sluice
import SluiceStoreConformance
import SluiceTesting
import Synchronization
import Testing

/// A store of which a test sees what comes of ticks, and that fails as often as it is told.
final class TickStore: ForwardingStore {
    enum Step: Hashable {
        /// A tick made a run.
        case run(Timestamp)
        /// A tick was over already.
        case over(Timestamp)
        case failed(Timestamp)
        /// The question for the last tick failed.
        case unanswered
    }

    struct Outage: Error {}

    let base: any RunStore
    let steps = Journal<Step>()
    private let outages = Mutex((ticks: 0, answers: 0, questions: 0))

    init(_ base: any RunStore) { self.base = base }

    /// Fails before the next so many ticks are taken.
    func failTicks(_ count: Int) { outages.withLock { $0.ticks = count } }
    /// Takes the next so many ticks, and fails then.
    func loseAnswers(_ count: Int) { outages.withLock { $0.answers = count } }
    /// Fails so often to tell the last tick.
    func failQuestions(_ count: Int) { outages.withLock { $0.questions = count } }

    func enqueue(_ requests: [RunRequest]) async throws -> [EnqueuedRun] {
        guard let tick = requests.first?.tick else { return try await base.enqueue(requests) }
        if outages.withLock({ $0.ticks.takeOne() }) {
            steps.write(.failed(tick))
            throw Outage()
        }
        let runs = try await base.enqueue(requests)
        steps.write(runs[0].isExisting ? .over(tick) : .run(tick))
        if outages.withLock({ $0.answers.takeOne() }) { throw Outage() }
        return runs
    }

    func lastTick(of task: String) async throws -> Timestamp? {
        if outages.withLock({ $0.questions.takeOne() }) {
            steps.write(.unanswered)
            throw Outage()
        }
        return try await base.lastTick(of: task)
    }
}

extension Int {
    /// Takes one away if there is any.
    fileprivate mutating func takeOne() -> Bool {
        guard self > 0 else { return false }
        self -= 1
        return true
    }
}

/// A service with a task that is scheduled, at 15:06:40 UTC on 15 June 2025.
struct ScheduleFixture: Sendable {
    let time = JumpingTime()
    let store: TickStore
    let client: Client
    let log = InMemoryLogHandler()
    /// What handlers saw as their scheduled time.
    let handled = Journal<Timestamp?>()

    init(_ cron: String = "*/5 * * * *", missed: TaskSchedule.MissedTicks = .skip) async throws {
        store = TickStore(MemoryStore(time: time))
        client = try await Client(
            store: store, declarations: Self.declarations(TaskSchedule(cron: cron, missed: missed)))
    }

    static func declarations(_ schedule: TaskSchedule?) -> Declarations {
        var declarations = Declarations()
        declarations.addQueue("q")
        declarations.addQueue("keyed", concurrencyKey: .required)
        declarations.addTask("plain", queue: "q", schedule: schedule)
        declarations.addTask("work", queue: "q")
        return declarations
    }

    /// A time of that day.
    func at(_ hour: Int64, _ minute: Int64, _ second: Int64 = 0) -> Timestamp {
        Timestamp(microseconds: (1_749_945_600 + hour * 3_600 + minute * 60 + second) * 1_000_000)
    }

    /// Lets time go on until then.
    func advance(to moment: Timestamp) { time.advance(by: moment - time.now) }

    func worker(serving tasks: Set<String>? = nil) throws -> Worker {
        var logger = Logger(label: "test") { _ in log }
        logger.logLevel = .trace
        let handlers = TestHandlers(work: { payload, _ in payload }, plain: { handled.write($0.scheduledAt) })
        return try Worker(
            client: client, handlers: handlers, tasks: tasks, options: WorkerOptions(metricsInterval: nil), time: time,
            logger: logger)
    }

    /// Lets a worker work while `body` does.
    func working<Value: Sendable>(
        serving tasks: Set<String>? = nil, _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        let worker = try worker(serving: tasks)
        let running = Task { try await worker.run() }
        let result: Result<Value, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        running.cancel()
        try await soon("the worker stops") { try await running.value }
        return try result.get()
    }

    /// Waits until a scheduler has looked at the clock and sleeps: until its next tick, or as long as it ever does.
    func asleep(until tick: Timestamp? = nil) async throws {
        try await time.sleeper(for: min((tick ?? .distantFuture) - time.now, .seconds(30)))
    }
}
