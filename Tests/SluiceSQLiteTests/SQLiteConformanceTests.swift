import Foundation
import Sluice
import SluiceSQLite
import SluiceStoreConformance
import SluiceTesting
import Testing

/// A store in a folder of its own for each case.
struct SQLiteHarness: StoreHarness {
    func withStore(
        time: ManualTime, retention: Retention, _ body: @Sendable (any RunStore) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try SQLiteStore(
            path: folder.appending(path: "store.db").path(percentEncoded: false), retention: retention, time: time)
        defer { store.close() }
        try await body(store)
    }
}

@Suite("The SQLite store behaves as every store")
struct SQLiteConformanceTests {
    // One after the other: each has a dozen files open, and Foundation starts no process safely where there are a thousand.
    @Test(.serialized, arguments: StoreConformance.cases)
    func conforms(_ conformance: ConformanceCase) async throws {
        try await conformance.run(SQLiteHarness())
    }
}
