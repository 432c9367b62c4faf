#if Postgres
    import Foundation
    @_spi(SluiceGenerated) import Sluice
    import SluicePostgresTestSupport
    import SluiceTesting
    import Synchronization
    import Testing

    @testable import SluicePostgres

    @Suite("A schedule's ticks in several processes", .timeLimit(.minutes(3)))
    struct TickTests {
        private static let minute = Duration.seconds(60)

        private static var declarations: Declarations {
            var declarations = Declarations()
            declarations.addQueue("night")
            declarations.addTask("nightly", queue: "night", schedule: TaskSchedule(cron: "* * * * *"))
            return declarations
        }

        /// Gives two processes' stores.
        private func withStores(
            _ clocks: [ManualTime]? = nil, _ body: (PostgresStore, PostgresStore, Session) async throws -> Void
        ) async throws {
            let place = try await String.emptyDatabase
            var options = PostgresStore.Options()
            // A clock of a test's own jumps.
            options.lease = .seconds(365 * 86_400)
            let first = try await PostgresStore(place, options: options, time: clocks?[0], logger: quiet)
            let second = try await PostgresStore(place, options: options, time: clocks?[1], logger: quiet)
            let result: Result<Void, any Error>
            do {
                for store in [first, second] { _ = try await store.register(Self.declarations, organizationLimit: nil) }
                result = .success(try await body(first, second, try await Session(place)))
            } catch { result = .failure(error) }
            for store in [first, second] { await store.close() }
            try result.get()
        }

        private func request(_ tick: Timestamp) -> RunRequest {
            var generator = RunIDGenerator()
            return RunRequest(id: generator.next(at: .now), task: "nightly", payload: Array("{}".utf8), tick: tick)
        }

        @Test("The same tick from several processes at once makes one run, which all of them are told of")
        func atOnce() async throws {
            try await withStores { first, second, _ in
                let start = Timestamp.now
                for number in 1...30 {
                    let request = [0, 1, 2, 3].map { _ in self.request(start + Self.minute * number) }
                    async let one = first.enqueue([request[0]])[0]
                    async let two = second.enqueue([request[1]])[0]
                    async let three = first.enqueue([request[2]])[0]
                    async let four = second.enqueue([request[3]])[0]
                    let runs = try await [one, two, three, four]
                    #expect(Set(runs.map(\.id)).count == 1)
                    #expect(runs.filter { !$0.isExisting }.count == 1)
                }
                #expect(try await first.runs(matching: RunFilter(limit: 500)).count == 30)
            }
        }

        @Test(
            "A tick of an open transaction is taken if that commits, and left to the next if not",
            arguments: [true, false])
        func open(commits: Bool) async throws {
            try await withStores { store, _, session in
                let tick = Timestamp.now + Self.minute
                let mine = request(tick)
                try await session.run("BEGIN")
                try await session.run(
                    """
                    SELECT id, is_existing FROM sluice.enqueue(ARRAY['\(mine.id)'::uuid], ARRAY['nightly'], NULL, NULL,
                        ARRAY['{}'::bytea], NULL, NULL, NULL, NULL, NULL, NULL, ARRAY[\(tick.microseconds)], NULL, NULL, NULL, NULL)
                    """)
                let own = request(tick)
                let waiting = Task { try await store.enqueue([own])[0] }
                let waits = """
                    SELECT count(*) FROM pg_stat_activity
                    WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0
                    """
                try await eventually("nobody waits") { try await session.run(waits)[0][0] == "1" }
                try await session.run(commits ? "COMMIT" : "ROLLBACK")
                let run = try await waiting.value
                #expect(run.id == (commits ? mine.id : own.id))
                #expect(run.isExisting == commits)
                #expect(try await store.runs(matching: RunFilter()).map(\.id) == [run.id])
                // No tick is taken that is not later than the last.
                let late = try await store.enqueue([request(tick - .seconds(1))])[0]
                #expect(late == EnqueuedRun(id: run.id, isExisting: true))
            }
        }

        /// Each with a clock of its own, so that it is known that both wait for a tick, and both try.
        @Test("Workers of two processes that follow a schedule execute each tick once")
        func workers() async throws {
            let start = Timestamp(microseconds: 1_800_000_000_000_000)
            let clocks = [ManualTime(now: start), ManualTime(now: start)]
            try await withStores(clocks) { first, second, session in
                let ticks = Ticks()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (store, clock) in zip([first, second], clocks) {
                        let client = try await Client(store: store, declarations: Self.declarations)
                        let worker = try Worker(
                            client: client, handlers: ticks, options: WorkerOptions(metricsInterval: nil), time: clock,
                            logger: quiet)
                        group.addTask { try? await worker.run() }
                    }
                    for number in 1...6 {
                        let tick = start + Self.minute * number
                        // Nobody sleeps for longer than half a minute.
                        for time in [tick - .seconds(30), tick] {
                            for clock in clocks { try await clock.sleeper(until: time) }
                            for clock in clocks { clock.advance(by: .seconds(30)) }
                        }
                        try await eventually("no worker has executed tick \(number)") {
                            ticks.executed.withLock { $0.contains(tick) }
                        }
                    }
                    for clock in clocks { try await clock.sleeper(until: start + .seconds(390)) }
                    group.cancelAll()
                }
                #expect(ticks.executed.withLock { $0 } == (1...6).map { start + Self.minute * $0 })
                #expect(try await session.run("SELECT count(*) FROM sluice.run")[0][0] == "6")
            }
        }

        /// Notes the ticks whose runs are executed.
        private final class Ticks: TaskHandlers {
            let executed = Mutex<[Timestamp]>([])

            func register(in registry: inout HandlerRegistry) {
                registry.addWithoutBoth(Nightly.self) { [self] run in
                    if let tick = run.scheduledAt { executed.withLock { $0.append(tick) } }
                }
            }
        }

        private enum Nightly: TaskDefinition {
            typealias Payload = NoPayload
            typealias Output = NoOutput
            typealias Queue = DefaultQueue
            static var id: String { "nightly" }
        }
    }
#endif
