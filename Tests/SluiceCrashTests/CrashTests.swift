import Foundation
import SluiceTestSupport
import Testing

/// Kills a service again and again, and reads from its handlers' own journal whether anything was lost, doubled or beyond a limit.
///
/// `SLUICE_CRASHES=5000` kills as often as that, `SLUICE_CRASH_SEED` chooses the moments.
@Suite("Whatever is killed, nothing that was accepted is lost")
struct CrashTests {
    @Test func killedAtRandomMoments() async throws {
        let environment = ProcessInfo.processInfo.environment
        let crashes = environment["SLUICE_CRASHES"].flatMap(Int.init) ?? 200
        let seed = environment["SLUICE_CRASH_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0..<1_000_000)
        var random = SeededGenerator(seed: seed)
        try withTemporaryFolder { folder in
            let journal = folder.appending(component: "journal").path(percentEncoded: false)
            let store = folder.appending(component: "store.db").path(percentEncoded: false)
            for crash in 0..<crashes {
                let output = Pipe()
                let service = try start([store, journal, "\(seed + UInt64(crash))", "trigger"], output)
                // At any moment once it serves; every tenth time while it starts.
                if crash % 10 != 0 { #expect(output.fileHandleForReading.availableData == Data("ready\n".utf8)) }
                usleep(UInt32.random(in: 0..<(crash % 10 == 0 ? 40_000 : 150_000), using: &random))
                kill(service.processIdentifier, SIGKILL)
                service.waitUntilExit()
                try noteKill(in: journal)
            }
            let last = try start([store, journal, "0", "drain"], Pipe())
            last.waitUntilExit()
            #expect(last.terminationStatus == 0)
            let record = try CrashRecord(journal: journal, store: store)
            #expect(record.acceptedCount > 0 && record.resultCount > 0)
            let violations = record.violations()
            #expect(
                violations.isEmpty,
                "seed \(seed): \(violations.count) violations, the first: \(violations.prefix(5).joined(separator: "; "))"
            )
        }
    }

    private func start(_ arguments: [String], _ output: Pipe) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: Repository.program("SluiceCrashWorker"))
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        return process
    }

    private func noteKill(in journal: String) throws {
        if !FileManager.default.fileExists(atPath: journal) { try Data().write(to: URL(filePath: journal)) }
        let file = try FileHandle(forWritingTo: URL(filePath: journal))
        try file.seekToEnd()
        try file.write(contentsOf: Data("\(DispatchTime.now().uptimeNanoseconds / 1_000) K\n".utf8))
        try file.close()
    }
}
