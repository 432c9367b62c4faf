import Sluice
import SluiceSQLite
import Synchronization
import Testing

@Suite("Who reads a store's file sees what its owner sees")
final class ReaderTests: Sendable {
    private let time = SettableTime()
    private let folder: StoreFolder
    private let identifiers = Mutex(RunIDGenerator(origin: 1))

    init() throws { folder = try StoreFolder() }

    private func newID() -> RunID { identifiers.withLock { $0.next(at: time.now) } }

    /// A queue that is full, a run that waits for others, one that is to be tried again, one that has ended.
    private func fill(_ store: SQLiteStore) async throws -> [RunID] {
        var declarations = Declarations()
        declarations.addQueue("q", concurrencyLimit: 2)
        declarations.addTask("t", queue: "q", waitsFor: ["t"])
        _ = try await store.register(declarations, organizationLimit: 5)
        let worker = try await store.openWorker(tasks: nil) { _ in }.worker
        let runs = try await store.enqueue((0..<4).map { RunRequest(id: newID(), task: "t", payload: [48 + $0]) })
        time.now = time.now + .seconds(7)
        var claims = try await claim(store, worker)
        let retry = AttemptEnding(
            id: claims[0].id, token: claims[0].token, outcome: .failed(message: "no", retryAfter: .seconds(60)))
        _ = try await store.finish([retry], claiming: 0, for: worker)
        let child = RunRequest(
            id: newID(), task: "t", payload: [], child: .init(parent: claims[1].id, ordinal: 0))
        _ = try await store.wait(claims[1].token, of: claims[1].id, for: [child], claiming: 0, for: worker)
        time.now = time.now + .seconds(5)
        claims = try await claim(store, worker)
        let ended = AttemptEnding(id: claims[0].id, token: claims[0].token, outcome: .completed(output: [49]))
        _ = try await store.finish([ended], claiming: 1, for: worker)
        _ = try await store.enqueue([RunRequest(id: newID(), task: "t", payload: [50])])
        return runs.map(\.id) + [child.id]
    }

    private func claim(_ store: SQLiteStore, _ worker: WorkerID) async throws -> [ClaimedRun] {
        try await store.claim(worker, limit: 2).compactMap { claim in
            if case .start(let run) = claim { run } else { nil }
        }
    }

    @Test func besideTheOwner() async throws {
        let store = try folder.open(time: time)
        let runs = try await fill(store)
        let reader = try SQLiteStoreReader(path: folder.path, time: time)
        #expect(try await reader.runs(matching: RunFilter()) == store.runs(matching: RunFilter()))
        #expect(try await reader.snapshot() == store.snapshot())
        for run in runs { #expect(try await reader.history(of: run) == store.history(of: run)) }
        let waiting = try #require(try await reader.runs(matching: RunFilter(states: [.waiting])).first)
        let history = try #require(try await reader.history(of: waiting.id))
        #expect(history.waiting?.holds.map(\.reason) == [.runs])
        #expect(history.waiting?.holds.first?.holders.map(\.id) == [runs[4]])
        store.close()
    }

    @Test func whereNobodyOwnsIt() async throws {
        let store = try folder.open(time: time)
        _ = try await fill(store)
        let listed = try await store.runs(matching: RunFilter())
        store.close()
        let reader = try SQLiteStoreReader(path: folder.path, time: time)
        #expect(try await reader.runs(matching: RunFilter()) == listed)
    }
}
