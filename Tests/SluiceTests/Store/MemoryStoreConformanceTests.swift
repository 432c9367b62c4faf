import Sluice
import SluiceStoreConformance
import SluiceTesting
import Testing

/// A memory store for each case.
struct MemoryHarness: StoreHarness {
    func withStore(
        time: ManualTime, retention: Retention, _ body: @Sendable (any RunStore) async throws -> Void
    ) async throws {
        try await body(MemoryStore(retention: retention, time: time))
    }
}

@Suite("The memory store behaves as every store")
struct MemoryStoreConformanceTests {
    @Test(arguments: StoreConformance.cases)
    func conforms(_ conformance: ConformanceCase) async throws {
        try await conformance.run(MemoryHarness())
    }

    @Test("No two cases share a title, and every behaviour of stores has a case")
    func casesAreComplete() {
        let cases = StoreConformance.cases
        #expect(Set(cases.map(\.id)).count == cases.count)
        // 22 is the compiler's, and 29 is about the death of a process.
        let ofStores = Set(1...30).subtracting([22, 29])
        #expect(Set(cases.flatMap(\.behaviours)) == ofStores)
    }
}
