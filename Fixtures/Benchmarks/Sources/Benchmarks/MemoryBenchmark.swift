import CBenchmarkSupport
import Sluice

/// What a queued run costs beyond its payload, by the allocator's own count.
enum MemoryBenchmark {
    private static let runs = 1_000_000
    private static let payloadSize = 100

    static func measure() async throws -> [Figure] {
        [
            Figure(
                name: "a queued run beyond its payload, one queue", value: try await bytesPerRun(keys: nil),
                unit: "bytes",
                bar: .atMost(200)),
            Figure(
                name: "a queued run beyond its payload, 1,000 keys", value: try await bytesPerRun(keys: 1_000),
                unit: "bytes",
                bar: .atMost(200)),
            Figure(
                name: "a queued run beyond its payload, a key of its own", value: try await bytesPerRun(keys: runs),
                unit: "bytes", bar: .none),
        ]
    }

    private static func bytesPerRun(keys: Int?) async throws -> Double {
        let store = MemoryStore()
        var declarations = Declarations()
        declarations.addQueue("work", concurrencyKey: keys == nil ? .none : .required, perKey: keys == nil ? nil : 1)
        declarations.addTask("work", queue: "work")
        _ = try await store.register(declarations, organizationLimit: nil)
        let before = allocatedBytes()
        for number in 0..<runs {
            let payload = [UInt8](repeating: UInt8(ascii: "x"), count: payloadSize)
            let key = keys.map { "tenant-\(number % $0)" }
            _ = try await store.enqueue([RunRequest(id: Identifiers.next(), task: "work", key: key, payload: payload)])
        }
        let after = allocatedBytes()
        withExtendedLifetime(store) {}
        return Double(after - before) / Double(runs) - Double(payloadSize)
    }

    private static func allocatedBytes() -> Int {
        #if canImport(Glibc)
            let info = mallinfo2()
            return Int(info.uordblks + info.hblkhd)
        #else
            fatalError("this benchmark asks glibc's allocator")
        #endif
    }
}
