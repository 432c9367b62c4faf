import Foundation
import Sluice
import SluiceControl
import SluiceTestSupport
import Testing

@Suite("A service is steered through its socket")
struct ControlTests {
    /// A store with a queue, served at a socket in a folder of its own.
    struct Service {
        let store: MemoryStore
        let server: ControlServer
        let client: ControlClient
    }

    private func withService(_ body: (Service) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let store = MemoryStore()
            var declarations = Declarations()
            declarations.addQueue("q", concurrencyLimit: 2)
            declarations.addTask("t", queue: "q")
            _ = try await store.register(declarations, organizationLimit: 10)
            let path = folder.appending(component: "control").plainPath
            let server = try ControlServer(path: path, for: store)
            try await body(Service(store: store, server: server, client: ControlClient(path: path)))
        }
    }

    private func trigger(_ store: MemoryStore, payload: String = "{}") async throws -> RunID {
        var generator = RunIDGenerator()
        let request = RunRequest(id: generator.next(at: .now), task: "t", payload: Array(payload.utf8))
        return try await store.enqueue([request])[0].id
    }

    private func expect(
        _ code: SluiceError.Code, _ part: String, _ body: () async throws -> Void
    ) async throws {
        let error = await #expect(throws: SluiceError.self) { try await body() }
        #expect(error?.code == code)
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
    }

    @Test("tells who serves")
    func ping() async throws {
        try await withService { service in
            let process = try await service.client.ping()
            #expect(process == ProcessInfo.processInfo.processIdentifier)
        }
    }

    @Test("pauses, resumes, overrides and resets queues")
    func queues() async throws {
        try await withService { service in
            func queue() async throws -> QueueSnapshot { try await service.store.snapshot().queues[0] }
            try await service.client.pause(queue: "q")
            #expect(try await queue().isPaused)
            try await service.client.resume(queue: "q")
            #expect(try await !queue().isPaused)
            for limit in [ConcurrencyLimit(total: 7), ConcurrencyLimit(perKey: 3, total: 5), ConcurrencyLimit()] {
                try await service.client.override(queue: "q", limit: limit)
                #expect(try await queue().limit == limit)
            }
            try await service.client.reset(queue: "q")
            #expect(try await queue().limit == ConcurrencyLimit(total: 2))
        }
    }

    @Test("cancels and replays runs")
    func runs() async throws {
        try await withService { service in
            let run = try await trigger(service.store, payload: "[7]")
            #expect(try await service.client.cancel(run) == .canceled)
            let again = try await service.client.replay(run)
            #expect(again != run)
            #expect(try await service.store.history(of: again)?.payload == Array("[7]".utf8))
        }
    }

    @Test("hands on what the store throws")
    func errors() async throws {
        try await withService { service in
            let run = try await trigger(service.store)
            try await expect(.unknownQueue, "queue 'größe \"x\"\n' is not declared") {
                try await service.client.pause(queue: "größe \"x\"\n")
            }
            try await expect(.invalidLimit, "the organization's is 10") {
                try await service.client.override(queue: "q", limit: ConcurrencyLimit(total: 11))
            }
            try await expect(.runNotEnded, "queued") { try await service.client.replay(run) }
            let nobody = RunID(high: 1, low: 2)
            let error = await #expect(throws: SluiceError.self) { try await service.client.cancel(nobody) }
            #expect(error?.code == .unknownRun)
            #expect(error?.runID == nobody)
        }
    }

    @Test("serves many at once")
    func many() async throws {
        try await withService { service in
            let runs = try await (0..<100).asyncMap { _ in try await trigger(service.store) }
            try await withThrowingTaskGroup { group in
                for run in runs { group.addTask { try await service.client.cancel(run) } }
                for try await state in group { #expect(state == .canceled) }
            }
        }
    }

    @Test("says so where nobody serves, or nobody does any more")
    func noOwner() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(component: "control").plainPath
            try await expect(.noOwner, "start it") { _ = try await ControlClient(path: path).ping() }
            let store = MemoryStore()
            let server = try ControlServer(path: path, for: store)
            #expect(try await ControlClient(path: path).ping() > 0)
            for _ in 0..<2 { server.close() }
            try await expect(.noOwner, "start it") { _ = try await ControlClient(path: path).ping() }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test("says so where the store is gone, and does not keep it")
    func goneStore() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(component: "control").plainPath
            let server = try ControlServer(path: path, for: MemoryStore())
            try await expect(.noOwner, "about to end") { try await ControlClient(path: path).pause(queue: "q") }
            server.close()
        }
    }

    @Test("ends with its server")
    func released() throws {
        try withTemporaryFolder { folder in
            let (path, store) = (folder.appending(component: "control").plainPath, MemoryStore())
            do {
                let server = try ControlServer(path: path, for: store)
                #expect(FileManager.default.fileExists(atPath: server.path))
            }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
