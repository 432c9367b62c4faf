#if Postgres
    import Foundation
    import Sluice
    import SluicePostgresTestSupport
    import Synchronization
    import Testing

    @testable import SluicePostgres

    @Suite("A standby that takes over", .serialized, .timeLimit(.minutes(3)))
    struct FailoverTests {
        private static var declarations: Declarations {
            var declarations = Declarations()
            declarations.addQueue("mail", concurrencyKey: .required, perKey: 1, total: 3)
            declarations.addTask("send", queue: "mail", retry: RetryPolicy(maxAttempts: 5))
            return declarations
        }

        private static func request(key: Int) -> RunRequest {
            var generator = RunIDGenerator()
            return RunRequest(
                id: generator.next(at: .now), task: "send", key: "\(key)", payload: Array("{}".utf8))
        }

        private func open(
            _ place: String, lease: Duration = .seconds(120), patience: Duration = .seconds(60)
        ) async throws -> PostgresStore {
            var options = PostgresStore.Options()
            (options.poolSize, options.lease, options.patience) = (4, lease, patience)
            let store = try await PostgresStore(place, options: options, logger: quiet)
            _ = try await store.register(Self.declarations, organizationLimit: 3)
            return store
        }

        /// Triggers again and again, and remembers what was said of each run.
        private final class Callers: Sendable {
            let outcomes = Mutex<[RunID: SluiceError.Code?]>([:])
            let isOver = Atomic(false)

            func call(_ store: PostgresStore) async {
                while !isOver.load(ordering: .relaxed) { await trigger(store) }
            }

            @discardableResult
            func trigger(_ store: PostgresStore) async -> SluiceError.Code? {
                let request = FailoverTests.request(key: .random(in: 0..<5))
                var code: SluiceError.Code?
                do { _ = try await store.enqueue([request]) } catch {
                    code = (error as? SluiceError)?.code ?? .storeFailed
                }
                let outcome = code
                outcomes.withLock { $0[request.id] = .some(outcome) }
                return outcome
            }

            /// Until as many more as that were accepted.
            func reach(_ more: Int) async throws {
                func accepted() -> Int { outcomes.withLock { $0.values.count { $0 == nil } } }
                let start = accepted()
                while accepted() < start + more { try await Task.sleep(for: .milliseconds(1)) }
            }
        }

        /// What was said of triggers is what the database has, whoever triggered; and everything that it has ends.
        private func check(_ callers: Callers, _ store: PostgresStore, at place: String, by worker: WorkerID)
            async throws
        {
            var idle = 0
            while idle < 3 {
                let started = try await store.start(worker)
                idle = started.isEmpty ? idle + 1 : 0
                try await store.complete(started, of: worker)
            }
            let session = try await Session(place, setup: "SET search_path TO sluice")
            #expect(try await session.run(Books.problems()).isEmpty)
            #expect(try await session.run("SELECT id FROM run WHERE state < 10").isEmpty)
            let stored = Set(try await session.run("SELECT id FROM run").compactMap { $0[0].flatMap { RunID($0) } })
            let outcomes = callers.outcomes.withLock { $0 }
            for (run, code) in outcomes {
                switch code {
                case nil: #expect(stored.contains(run), "\(run) was accepted, and is lost")
                case .storeUnavailable?: #expect(!stored.contains(run), "\(run) was refused, and is there")
                case .outcomeUnknown?: break
                case let other?: Issue.record("\(run) failed with \(other)")
                }
            }
        }

        @Test(
            "When a primary crashes and its standby is promoted, nothing that was said is wrong, and all goes on",
            arguments: [true, false])
        func crash(leaseLasts: Bool) async throws {
            let pair = try await Pair()
            let store = try await open(pair.place, lease: leaseLasts ? .seconds(120) : .seconds(6))
            let hasty = try await open(pair.place, patience: .seconds(1))
            let callers = Callers()
            let worker = try await store.openWorker(tasks: nil) { _ in }.worker
            let first = try await store.enqueue((0..<4).map { Self.request(key: $0) }).map(\.id)
            let executing = try await store.start(worker)
            #expect(executing.count == 3)
            // Who waits for an end does so on either server.
            let endings = first.map { run in Task { try await store.ending(of: run).state } }

            let calling = [store, store, hasty].map { store in Task { await callers.call(store) } }
            let renewing = Task {
                while !Task.isCancelled {
                    try? await store.renew(worker)
                    try? await Task.sleep(for: .milliseconds(200))
                }
            }
            try await callers.reach(100)
            renewing.cancel()
            try await pair.primary.stop(.immediate)
            // Nobody is there to accept it.
            let refusal = await callers.trigger(hasty)
            #expect(refusal == .storeUnavailable || refusal == .outcomeUnknown)
            try await pair.standby.promote()
            try await callers.reach(100)
            callers.isOver.store(true, ordering: .relaxed)
            for task in calling { await task.value }

            let second = try await open(pair.place)
            let other = try await second.openWorker(tasks: nil) { _ in }.worker
            if leaseLasts {
                // It holds what it held: no more than that is started by anybody.
                #expect(try await second.start(other).isEmpty)
                try await store.renew(worker)
                #expect(
                    try await store.complete(executing, of: worker) == Array(repeating: .ended(.completed), count: 3))
            } else {
                // It was given up, and what it says is refused.
                var again: [ClaimedRun] = []
                try await eventually("what a lost worker executed is not executed again") {
                    let started = try await second.start(other)
                    again += started.filter { run in executing.contains { $0.id == run.id } }
                    try await second.complete(started, of: other)
                    return again.count == 3
                }
                #expect(again.allSatisfy { $0.attempt == 2 })
                do {
                    let verdicts = try await store.complete(executing, of: worker)
                    #expect(verdicts == Array(repeating: .stale, count: 3))
                } catch let error as SluiceError {
                    // It has heard of it already.
                    #expect(error.code == .staleAttempt)
                }
                let late = await #expect(throws: SluiceError.self) { try await store.renew(worker) }
                #expect(late?.code == .staleAttempt)
            }
            try await check(callers, second, at: pair.place(pair.standby), by: other)
            for ending in endings { #expect(try await ending.value == .completed) }
            for store in [store, hasty, second] { await store.close() }
        }

        /// Shut down in order, a primary has sent everything to its standby, and can follow it.
        @Test("Servers change their roles, and change them back")
        func switchover() async throws {
            let pair = try await Pair()
            let store = try await open(pair.place)
            let callers = Callers()
            let worker = try await store.openWorker(tasks: nil) { _ in }.worker
            let calling = [store, store].map { store in Task { await callers.call(store) } }
            var (primary, standby) = (pair.primary, pair.standby)
            for _ in 0..<2 {
                try await callers.reach(50)
                let started = try await store.start(worker)
                #expect(!started.isEmpty)
                try await primary.stop(.fast)
                try await standby.promote()
                try await primary.follow(standby)
                try await primary.start()
                (primary, standby) = (standby, primary)
                try await Pair.protect(primary)
                let verdicts = try await store.complete(started, of: worker)
                #expect(verdicts == Array(repeating: .ended(.completed), count: started.count))
            }
            try await callers.reach(50)
            callers.isOver.store(true, ordering: .relaxed)
            for task in calling { await task.value }
            try await check(callers, store, at: pair.place(primary), by: worker)
            await store.close()
        }

        /// As it may be told to before another one takes over: connections to it stay, and nothing can be written.
        @Test("Connections to a primary that must not write any more are replaced, and no call fails")
        func demotion() async throws {
            let pair = try await Pair()
            let store = try await open(pair.place)
            let callers = Callers()
            let worker = try await store.openWorker(tasks: nil) { _ in }.worker
            for key in 0..<5 { _ = try await store.enqueue([Self.request(key: key)]) }
            let executing = try await store.start(worker)
            #expect(executing.count == 3)

            let old = try await Session(pair.place(pair.primary))
            try await old.run("ALTER SYSTEM SET default_transaction_read_only = on")
            try await old.run("SELECT pg_reload_conf()")
            let calls = Task {
                for _ in 0..<20 { await callers.trigger(store) }
            }
            try await eventually("the old primary has refused nothing") {
                pair.primary.log.contains("in a read-only transaction")
            }
            try await pair.standby.promote()
            await calls.value
            #expect(callers.outcomes.withLock { $0.values.allSatisfy { $0 == nil } })
            #expect(try await store.complete(executing, of: worker) == Array(repeating: .ended(.completed), count: 3))
            try await check(callers, store, at: pair.place(pair.standby), by: worker)
            await store.close()
        }

        @Test("Who listens to a server that must not write any more listens to the one that may")
        func listening() async throws {
            let pair = try await Pair()
            try await withDatabase(.init(probeInterval: .milliseconds(100)), at: pair.place) { database in
                var heard = Heard(database, ["a"]).makeAsyncIterator()
                #expect(await heard.next() == .listening)
                let old = try await Session(pair.place(pair.primary))
                try await old.run("ALTER SYSTEM SET default_transaction_read_only = on")
                try await old.run("SELECT pg_reload_conf()")
                try await pair.standby.promote()
                #expect(await heard.next() == .listening)
                let new = try await Session(pair.place(pair.standby))
                try await new.run("NOTIFY a, 'b'")
                #expect(await heard.next() == .notification("a", "b"))
            }
        }
    }
#endif
