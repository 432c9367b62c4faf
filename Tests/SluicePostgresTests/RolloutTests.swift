#if Postgres
    import Foundation
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Two versions of a service over one database", .timeLimit(.minutes(3)))
    struct RolloutTests {
        /// A service's process, with a worker.
        struct Version: Sendable {
            let store: PostgresStore
            let worker: WorkerID
            let declarations: Declarations

            /// As it does whenever it starts.
            @discardableResult
            func register() async throws -> RegistrationReport {
                try await store.register(declarations, organizationLimit: nil)
            }

            func start() async throws -> [ClaimedRun] { try await store.start(worker) }

            func complete(_ runs: some Sequence<ClaimedRun>) async throws {
                try await store.complete(Array(runs), of: worker)
            }

            func trigger(_ task: String, key: String? = nil, count: Int = 1) async throws {
                var generator = RunIDGenerator()
                let requests = (0..<count).map { _ in
                    RunRequest(id: generator.next(at: .now), task: task, key: key, payload: Array("{}".utf8))
                }
                _ = try await store.enqueue(requests)
            }
        }

        /// Mail with a limit, what only the old version knows, and what only the new one does.
        private static func declarations(mail: ConcurrencyLimit, isOld: Bool) -> Declarations {
            var declarations = Declarations()
            declarations.addQueue("mail", concurrencyKey: .optional, perKey: mail.perKey, total: mail.total)
            declarations.addQueue(isOld ? "attic" : "cellar", concurrencyLimit: 1)
            declarations.addTask("send", queue: "mail")
            declarations.addTask(isOld ? "tidy" : "stock", queue: isOld ? "attic" : "cellar")
            return declarations
        }

        /// The old one is registered.
        private func withVersions(
            _ old: ConcurrencyLimit = ConcurrencyLimit(total: 2), _ new: ConcurrencyLimit = ConcurrencyLimit(total: 4),
            _ body: (_ old: Version, _ new: Version, _ observer: Session) async throws -> Void
        ) async throws {
            let place = try await String.emptyDatabase
            var options = PostgresStore.Options()
            options.poolSize = 3
            var versions: [Version] = []
            for (limit, isOld) in [(old, true), (new, false)] {
                let store = try await PostgresStore(place, options: options, logger: quiet)
                versions.append(
                    Version(
                        store: store, worker: try await store.openWorker(tasks: nil) { _ in }.worker,
                        declarations: Self.declarations(mail: limit, isOld: isOld)))
            }
            let result: Result<Void, any Error>
            do {
                try await versions[0].register()
                result = .success(try await body(versions[0], versions[1], try await Session(place)))
            } catch { result = .failure(error) }
            for version in versions { await version.store.close() }
            try result.get()
        }

        @Test(
            "The newest registration's limit is in force for all, an old process that starts again has the last word",
            arguments: [true, false])
        func limits(perKey: Bool) async throws {
            func limit(_ number: Int) -> ConcurrencyLimit { perKey ? .init(perKey: number) : .init(total: number) }
            try await withVersions(limit(2), limit(4)) { old, new, observer in
                let key = perKey ? "a" : nil
                try await old.trigger("send", key: key, count: 20)
                var byOld = try await old.start()
                #expect(byOld.count == 2)
                #expect(try await new.start().isEmpty)
                // Raised: for the old process's worker, too.
                try await new.register()
                byOld += try await old.start()
                #expect(byOld.count == 4)
                #expect(try await new.start().isEmpty)
                // Lowered: stops none, and starts none before there are less.
                try await old.register()
                #expect(try await observer.run("SET search_path TO sluice; " + Books.problems(mayExceed: true)).isEmpty)
                for _ in 0..<2 {
                    try await old.complete([byOld.removeFirst()])
                    #expect(try await old.start().isEmpty)
                    #expect(try await new.start().isEmpty)
                }
                try await old.complete([byOld.removeFirst()])
                let byNew = try await new.start()
                #expect(byNew.count == 1)
                #expect(try await old.start().isEmpty)
                #expect(try await observer.run(Books.problems()).isEmpty)
                try await new.complete(byNew)
            }
        }

        @Test("Runs of a queue that is not declared any more keep its limit and are reported, whoever executes them")
        func undeclaredQueues() async throws {
            try await withVersions { old, new, _ in
                #expect(try await old.register().undeclaredQueues.isEmpty)
                try await old.trigger("tidy", count: 3)
                #expect(try await new.register().undeclaredQueues == ["attic"])
                // What the other one declares is known to both, until it is not, and then still.
                try await old.trigger("stock")
                try await new.trigger("tidy")
                for version in [old, new, old, new] {
                    let started = try await version.start()
                    #expect(started.filter { $0.queue == "attic" }.count == 1)
                    let attic = try await new.store.snapshot().queues.first { $0.name == "attic" }
                    #expect(attic?.isDeclared == false)
                    #expect(attic?.limit == ConcurrencyLimit(total: 1))
                    #expect(try await new.register().undeclaredQueues == ["attic"])
                    try await version.complete(started)
                }
                #expect(try await new.register().undeclaredQueues.isEmpty)
                #expect(try await old.register().undeclaredQueues.isEmpty)
                #expect(try await old.store.snapshot().queues.map(\.isDeclared) == [true, false, true])
            }
        }

        @Test("An operator's override and pause outlive registrations; what is reset is as the newest declares")
        func operators() async throws {
            try await withVersions { old, new, _ in
                func mail() async throws -> QueueSnapshot? {
                    try await new.store.snapshot().queues.first { $0.name == "mail" }
                }
                try await old.trigger("send", count: 9)
                try await old.store.override(queue: "mail", limit: ConcurrencyLimit(total: 3))
                try await new.store.pause(queue: "mail")
                for version in [new, old, new] {
                    try await version.register()
                    #expect(try await mail()?.limit == ConcurrencyLimit(total: 3))
                    #expect(try await mail()?.isOverridden == true)
                    #expect(try await mail()?.isPaused == true)
                    #expect(try await version.start().isEmpty)
                }
                try await old.store.resume(queue: "mail")
                let three = try await old.start()
                #expect(three.count == 3)
                try await old.store.reset(queue: "mail")
                #expect(try await mail()?.limit == ConcurrencyLimit(total: 4))
                #expect(try await old.start().count == 1)
            }
        }

        @Test("While both start again and again under load, every run ends and the books are right")
        func load() async throws {
            try await withVersions(.init(perKey: 1, total: 5), .init(perKey: 2, total: 3)) { old, new, observer in
                try await new.register()
                let count = 300
                for (number, version) in [old, new].enumerated() {
                    for key in 0..<5 {
                        try await version.trigger("send", key: "\(key)", count: (count - 20) / 10)
                    }
                    try await version.trigger(number == 0 ? "tidy" : "stock", count: 10)
                }
                let ended = try await withThrowingTaskGroup(of: Int.self) { group in
                    for version in [old, new] {
                        group.addTask {
                            var ended = 0
                            while try await version.store.runs(matching: RunFilter(states: [.queued], limit: 1)).count
                                > 0
                            {
                                let started = try await version.start()
                                try await version.register()
                                try await version.complete(started)
                                ended += started.count
                            }
                            return ended
                        }
                    }
                    return try await group.reduce(0, +)
                }
                #expect(ended == count)
                try await observer.run("SET search_path TO sluice")
                #expect(try await observer.run(Books.problems()).isEmpty)
                #expect(try await observer.run("SELECT count(*) FROM run WHERE state = 10")[0][0] == "\(count)")
            }
        }
    }
#endif
