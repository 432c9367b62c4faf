import Foundation
import GRDB
import Sluice
import SluiceSQLite
import Testing

@Suite("A disk that takes no more loses nothing that was acknowledged")
struct DiskTests {
    /// The limit is real: the system refuses what goes beyond it.
    @Test(arguments: [300_000, 700_000, 2_000_000])
    func aFileMayGrowNoMore(_ size: Int) async throws {
        let folder = try StoreFolder()
        let path = folder.url.path(percentEncoded: false)
        await #expect(processExitsWith: .success) { [path = path as String, size = size as Int] in
            let folder = StoreFolder(at: path)
            try Data().write(to: URL(filePath: folder.file("acknowledged")))
            let acknowledged = try #require(FileHandle(forWritingAtPath: folder.file("acknowledged")))
            let store = try folder.open(time: SettableTime())
            _ = try await store.register(.simulated(), organizationLimit: nil)
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: rlim_t(size), rlim_max: rlim_t(size))
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            var requests = RequestSource(seed: 1, time: SettableTime())
            let error = await #expect(throws: SluiceError.self) {
                while true {
                    let request = requests.request("leaf", key: nil)
                    _ = try await store.enqueue([request])
                    try acknowledged.write(contentsOf: Data("\(request.id)\n".utf8))
                }
            }
            #expect(error?.code == .storeFailed)
            #expect(error?.message.contains("disk") == true, "\(error?.message ?? "")")
            await #expect(throws: try #require(error)) { try await store.snapshot() }
        }
        let ids = try String(contentsOfFile: folder.file("acknowledged"), encoding: .utf8).split(separator: "\n")
        #expect(ids.count > 10)
        let store = try folder.open(time: SettableTime())
        defer { store.close() }
        for id in ids {
            #expect(try await store.run(#require(RunID(String(id))))?.state == .queued)
        }
        // The next one goes on.
        var requests = RequestSource(seed: 2, time: SettableTime())
        _ = try await store.enqueue([requests.request("leaf")])
    }

    @Test func anotherConnectionsTransactionIsWaitedFor() async throws {
        let (folder, sabotage, time) = (try StoreFolder(), Sabotage(), SettableTime())
        let store = try folder.open(time: time, sabotage: sabotage)
        defer { store.close() }
        _ = try await store.register(.simulated(), organizationLimit: nil)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: folder.path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let count = sabotage.reached.count
        var requests = RequestSource(seed: 1, time: time)
        let request = requests.request("leaf")
        let trigger = Task { try await store.enqueue([request]) }
        while sabotage.reached.count == count { await Task.yield() }
        try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        #expect(try await trigger.value.map(\.id) == [request.id])
    }

    @Test func aTransactionThatDoesNotEndFailsTheStore() async throws {
        let (folder, sabotage, time) = (try StoreFolder(), Sabotage(), SettableTime())
        let store = try folder.open(time: time, sabotage: sabotage)
        defer { store.close() }
        sabotage.arm(.busy(times: .max), at: .point(.begin))
        let error = await #expect(throws: SluiceError.self) {
            try await store.register(.simulated(), organizationLimit: nil)
        }
        #expect(error?.message.contains("another process keeps its file locked") == true)
    }
}
