import Foundation
import Sluice
import SluicePostgres

/// What a worker in a process of its own is to do.
struct WorkerSetup: Codable {
    enum Kind: Codable {
        case workload(Workload)
        case latency
    }

    var schema: String
    var kind: Kind

    /// Executes runs until standard input closes.
    func serve() async throws {
        try await PostgresSchema(name: schema).withStore { store in
            let samples = LatencySamples()
            let worker: Worker
            switch kind {
            case .workload(let workload):
                let client = try await Client(store: store, declarations: workload.declarations)
                worker = try workload.worker(for: client)
            case .latency:
                let client = try await Client(store: store, declarations: PostgresLatency.declarations)
                worker = try PostgresLatency.worker(for: client, samples)
            }
            let serving = Task { try await worker.run() }
            for await _ in Self.lines {
                let text = samples.takeSorted().map(String.init).joined(separator: " ")
                FileHandle.standardOutput.write(Data((text + "\n").utf8))
            }
            serving.cancel()
            try await serving.value
        }
    }

    /// Read on a thread of their own: whoever waits for input must not keep one that executes runs.
    private static var lines: AsyncStream<String> {
        AsyncStream { continuation in
            Thread.detachNewThread {
                while let line = readLine() { continuation.yield(line) }
                continuation.finish()
            }
        }
    }
}
