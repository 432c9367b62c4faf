import Foundation
import GRDB
import Sluice
import SluiceSQLite
import SluiceTestSupport
import Testing

@Suite("A damaged file is an error, not a crash")
struct DamageTests {
    private let time = SettableTime()

    /// A store with something in every table.
    private func make() async throws -> StoreFolder {
        var driver = try await CompleteScript.makeDriver()
        try await CompleteScript.run(&driver)
        driver.close()
        return driver.folder
    }

    /// Does whatever a service does with a store.
    private func use(_ folder: StoreFolder) async throws {
        let store = try folder.open(time: time)
        defer { store.close() }
        _ = try await store.register(.simulated(), organizationLimit: 3)
        let worker = try await store.openWorker(tasks: nil) { _ in }.worker
        var requests = RequestSource(seed: 7, time: time)
        _ = try await store.enqueue([requests.request("leaf"), requests.request("tenant", key: "a")])
        for run in try await store.runs(matching: RunFilter(limit: 1_000)) { _ = try await store.history(of: run.id) }
        for _ in 0..<100 {
            let claims = try await store.claim(worker, limit: 10)
            if claims.isEmpty { return }
            let endings = claims.map { claim in
                switch claim {
                case .start(let run): AttemptEnding(id: run.id, token: run.token, outcome: .completed(output: []))
                case .resume(let run): AttemptEnding(id: run.id, token: run.token, outcome: .canceled)
                }
            }
            _ = try await store.finish(endings, claiming: 0, for: worker)
        }
    }

    @Test func bytesAreOverwrittenAtRandom() async throws {
        let whole = try await make()
        let bytes = try Data(contentsOf: URL(filePath: whole.path))
        var random = SeededGenerator(seed: 1)
        var refusals = 0
        for _ in 0..<150 {
            var damaged = bytes
            for _ in 0..<(1 << Int.random(in: 0..<10, using: &random)) {
                damaged[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: .min ... .max, using: &random)
            }
            let folder = try StoreFolder()
            try damaged.write(to: URL(filePath: folder.path))
            do { try await use(folder) } catch let error as SluiceError {
                // What is no state of a run or a name of a queue any more is refused by what asks for it.
                refusals += error.code == .storeFailed ? 1 : 0
            }
        }
        #expect(refusals > 50)
    }

    @Test func theFileIsCutShort() async throws {
        let whole = try await make()
        let bytes = try Data(contentsOf: URL(filePath: whole.path))
        var refusals = 0
        for count in stride(from: 4_096, to: bytes.count, by: 4_096) {
            let folder = try StoreFolder()
            try bytes.prefix(count - 1).write(to: URL(filePath: folder.path))
            do { try await use(folder) } catch let error as SluiceError {
                #expect(error.code == .storeFailed)
                refusals += 1
            }
        }
        // Of a page at the end that nothing is looked for in, nobody learns.
        #expect(refusals >= bytes.count / 4_096 - 4)
    }

    /// Values that SQLite finds in order, and no store has written.
    @Test(arguments: [
        "UPDATE run SET task = 99", "UPDATE run SET queue = -1", "UPDATE run SET task = 9000000000000000000",
        "UPDATE run SET state = 77", "UPDATE run SET attempts = -1", "UPDATE run SET max_attempts = 0",
        "UPDATE run SET id = x'00' WHERE row = (SELECT max(row) FROM run)", "UPDATE run SET row = -row",
        "UPDATE run SET extras = '{'",
        "UPDATE queue SET declaration = 'x'", "UPDATE queue SET id = id + 1 WHERE id > 1",
        "UPDATE queue SET override = '[]'", "DELETE FROM queue WHERE id = 0", "UPDATE task SET id = id + 5",
        "UPDATE task SET declaration = '{}'", "UPDATE idempotency_key SET run = x''", "UPDATE tick SET schedule = ''",
    ])
    func aValueThatCannotBe(_ sql: String) async throws {
        let folder = try await make()
        let database = try DatabaseQueue(path: folder.path)
        try await database.write { try $0.execute(sql: sql) }
        try database.close()
        let error = #expect(throws: SluiceError.self) { try folder.open(time: time) }
        #expect(error?.code == .storeFailed)
        #expect(error?.message.contains("is damaged") == true, "\(error?.message ?? "")")
    }
}
