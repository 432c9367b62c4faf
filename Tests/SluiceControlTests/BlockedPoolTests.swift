import Foundation
import Sluice
import SluiceControl
import SluiceTestSupport
import Testing

@Suite("A service whose tasks block every thread that they share")
struct BlockedPoolTests {
    @Test("still answers operators")
    func answers() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(component: "sluice \(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (store, path) = (MemoryStore(), folder.appending(component: "jobs-control").plainPath)
        let server = try ControlServer(path: path, for: store)
        let answered = DispatchSemaphore(value: 0)
        let blockers = (0..<ProcessInfo.processInfo.activeProcessorCount).map { _ in
            Task { wait(for: answered) }
        }
        // Asked as another process would: without a task of this one.
        let answer = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                let result = Result {
                    try Command.run([Repository.program("sluice"), "queues", "--store", String(path.dropLast(8))])
                }
                for _ in blockers { answered.signal() }
                continuation.resume(with: result)
            }
        }
        for blocker in blockers { await blocker.value }
        #expect(answer.status == 0, "\(answer.output)")
        server.close()
    }
}

private func wait(for semaphore: DispatchSemaphore) { semaphore.wait() }
