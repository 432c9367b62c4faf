import Foundation
import Sluice
import SluiceControl
import SluiceTestSupport
import Testing

/// The command line against a service in this process, through the socket beside its store.
@Suite("sluice, beside a service")
struct OperateTests {
    private struct Service {
        let store: MemoryStore
        let path: String

        /// Calls the command line on a thread of its own: those that tasks share must be free to answer.
        func sluice(_ arguments: String..., environment: [String: String] = [:]) async throws -> Command {
            let all = [Repository.program("sluice")] + arguments + (environment.isEmpty ? ["--store", path] : [])
            return try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(
                        with: Result { try Command.run(all, environment: environment, keepingErrorsApart: true) })
                }
            }
        }

        func trigger(_ key: String, tags: [String] = []) async throws -> RunID {
            var generator = RunIDGenerator()
            let request = RunRequest(
                id: generator.next(at: .now), task: "send-email", key: key, payload: Array(#"{"to":"x"}"#.utf8),
                options: TriggerOptions(tags: tags))
            return try await store.enqueue([request])[0].id
        }

        @discardableResult
        func start() async throws -> (WorkerID, ClaimedRun) {
            let worker = try await store.openWorker(tasks: nil) { _ in }.worker
            guard case .start(let run)? = try await store.claim(worker, limit: 1).first else {
                throw CocoaError(.featureUnsupported)
            }
            return (worker, run)
        }
    }

    private func withService(_ body: (Service) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let store = MemoryStore()
            var declarations = Declarations()
            declarations.addQueue("mail", concurrencyKey: .required, perKey: 1, total: 2)
            declarations.addTask("send-email", queue: "mail")
            _ = try await store.register(declarations, organizationLimit: 10)
            let path = folder.appending(component: "jobs.sqlite").plainPath
            let server = try ControlServer(path: path + "-control", for: store)
            try await body(Service(store: store, path: path))
            server.close()
        }
    }

    @Test("lists runs by what is asked")
    func runs() async throws {
        try await withService { service in
            let first = try await service.trigger("a", tags: ["vip"])
            let second = try await service.trigger("a")
            try await service.start()
            let all = try await service.sluice("runs")
            #expect(all.status == 0)
            #expect(all.lines(with: "-").map { String($0.prefix(36)) } == ["\(second)", "\(first)"], "\(all.output)")
            let queued = try await service.sluice("runs", "--state", "queued", "--state", "failed", "--queue", "mail")
            #expect(queued.output.contains("\(second)") && !queued.output.contains("\(first)"))
            let tagged = try await service.sluice("runs", "--tag", "vip", "--format", "json")
            let list = try JSONDecoder().decode([RunSnapshot].self, from: Data(tagged.output.utf8))
            #expect(list.map(\.id) == [first])
            let page = try await service.sluice("runs", "--limit", "1")
            #expect(page.errors == "for more: --before \(second)\n")
            let rest = try await service.sluice("runs", "--before", "\(second)")
            #expect(rest.output.contains("\(first)") && !rest.output.contains("\(second)"))
            let none = try await service.sluice("runs", "--task", "nothing")
            #expect((none.status, none.output, none.errors) == (0, "", "no run is like that\n"))
            let inherited = try await service.sluice("runs", environment: ["SLUICE_STORE": service.path])
            #expect(inherited.lines(with: "send-email").count == 2)
        }
    }

    @Test("says why a run waits")
    func waiting() async throws {
        try await withService { service in
            let holder = try await service.trigger("a")
            let run = try await service.trigger("a")
            try await service.start()
            let report = try await service.sluice("run", "\(run)")
            #expect(report.status == 0)
            let expected = "key 'a' of queue 'mail' has no room: its slot is taken by \(holder) (send-email, executing)"
            #expect(report.output.contains(expected), "\(report.output)")
            #expect(report.output.contains("place 1 of 1 in line"))
            let json = try await service.sluice("run", "\(run)", "--format", "json").output
            let history = try JSONDecoder().decode(RunHistory.self, from: Data(json.utf8))
            let known = try await service.store.history(of: run)
            #expect(history == known)
        }
    }

    @Test("steers queues, and shows what that comes to")
    func queues() async throws {
        try await withService { service in
            let pause = try await service.sluice("pause", "mail")
            #expect(pause.status == 0)
            #expect(pause.lines(with: "mail").map { $0.hasSuffix("  paused") } == [true], "\(pause.output)")
            let override = try await service.sluice("override", "mail", "--per-key", "3", "--total", "7")
            #expect(override.output.contains("3 per key, 7 in all"), "\(override.output)")
            let queues = try await service.sluice("queues")
            #expect(queues.output.contains("paused, limit overridden"), "\(queues.output)")
            #expect(queues.lines(with: "(all)").count == 1)
            #expect(try await service.sluice("resume", "mail").output.contains("limit overridden"))
            #expect(try await service.sluice("reset", "mail").output.contains("1 per key, 2 in all"))
            let limit = try await service.sluice("override", "mail", "--limit", "4")
            #expect(limit.status == 0)
            let left = try await service.store.snapshot().queues[0].limit
            #expect(left == ConcurrencyLimit(total: 4))
        }
    }

    @Test("cancels and replays runs")
    func steerRuns() async throws {
        try await withService { service in
            let run = try await service.trigger("a")
            let early = try await service.sluice("replay", "\(run)")
            #expect(early.status == 1)
            #expect(early.errors.contains("only one that has ended can be replayed"), "\(early.errors)")
            #expect(try await service.sluice("cancel", "\(run)").output == "run \(run) is cancelled\n")
            let replay = try await service.sluice("replay", "\(run)")
            let new = try #require(RunID(String(replay.output.dropLast())))
            #expect(try await service.store.run(new)?.state == .queued)
            let (worker, claimed) = try await service.start()
            #expect(try await service.sluice("cancel", "\(new)").output == "run \(new) was told to stop\n")
            let ending = AttemptEnding(id: new, token: claimed.token, outcome: .completed(output: []))
            _ = try await service.store.finish([ending], claiming: 0, for: worker)
            let late = try await service.sluice("cancel", "\(new)")
            #expect(late.status == 1)
            #expect(late.errors.contains("has ended as completed"), "\(late.errors)")
        }
    }

    @Test(
        "names what is wrong, and what to do",
        arguments: [
            (["pause", "mial"], 1, "did you mean 'mail'?"),
            (["runs", "--queue", "mial"], 1, "did you mean 'mail'?"),
            (["override", "mail", "--limit", "11"], 1, "the organization's is 10"),
            (["override", "mail"], 64, "no limit is given"),
            (["run", "01957f2e-5a3c-7d10-8000-0123456789ab"], 1, "no run has this identifier"),
            (["run", "nonsense"], 64, "'nonsense' is invalid"),
            (["runs", "--limit", "5000"], 1, "from 1 to 1000"),
            (["runs", "--state", "sleeping"], 64, "queued"),
        ])
    func mistakes(_ arguments: [String], _ status: Int32, _ part: String) async throws {
        try await withService { service in
            let run =
                switch arguments.count {
                case 2: try await service.sluice(arguments[0], arguments[1])
                case 3: try await service.sluice(arguments[0], arguments[1], arguments[2])
                default: try await service.sluice(arguments[0], arguments[1], arguments[2], arguments[3])
                }
            #expect(run.status == status)
            #expect(run.output == "")
            #expect(run.errors.contains(part), "\(run.errors)")
        }
    }

    @Test("says so where there is no store, or nobody owns it")
    func nobody() async throws {
        try await withTemporaryFolder { folder in
            let service = Service(store: MemoryStore(), path: folder.appending(component: "jobs.sqlite").plainPath)
            let looking = try await service.sluice("queues")
            #expect(looking.status == 1)
            #expect(
                looking.errors == "error: there is no store '\(service.path)'; name the file that the service opens\n")
            let steering = try await service.sluice("pause", "mail")
            #expect(steering.status == 1)
            #expect(steering.errors.contains("no service owns this store now"), "\(steering.errors)")
            let nowhere = try await service.sluice("queues", environment: ["SLUICE_STORE": ""])
            #expect(nowhere.status == 64)
            #expect(nowhere.errors.contains("pass '--store'"), "\(nowhere.errors)")
        }
    }
}
