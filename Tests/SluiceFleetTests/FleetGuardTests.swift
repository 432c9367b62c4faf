#if Postgres
    import Foundation
    import SluiceTestSupport
    import Testing

    @Suite("No process outlives the tests", .timeLimit(.minutes(1)))
    struct FleetGuardTests {
        @Test func theStoppedOneIsKilled() async throws {
            let keeper = try FleetGuard()
            let (kept, left) = (try sleeper(), try sleeper())
            for process in [kept, left] { keeper.add(process) }
            keeper.remove(left)
            kill(kept.processIdentifier, SIGSTOP)
            keeper.close()
            #expect(await ending(of: kept) == SIGKILL)
            #expect(left.isRunning)
            kill(left.processIdentifier, SIGKILL)
            #expect(await ending(of: left) == SIGKILL)
        }

        @Test func theOthersEndWithTheirInput() async throws {
            try await withTemporaryFolder { folder in
                let process = Process()
                let (input, journal) = (Pipe(), folder.appending(component: "journal").plainPath)
                process.executableURL = URL(filePath: Repository.program("SluiceFleetWorker"))
                // Nobody is there, so that it would try for ever.
                process.arguments = ["work", "host=127.0.0.1 port=1", journal, "1", "1"]
                process.standardInput = input
                try process.run()
                while process.isRunning, !FileManager.default.fileExists(atPath: journal) {
                    try await Task.sleep(for: .milliseconds(10))
                }
                #expect(process.isRunning)
                try input.fileHandleForWriting.close()
                #expect(await ending(of: process) == 1)
            }
        }

        private func sleeper() throws -> Process {
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sleep")
            process.arguments = ["600"]
            try process.run()
            return process
        }

        /// - Returns: The status, or the signal.
        private func ending(of process: Process) async -> Int32 {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    process.waitUntilExit()
                    continuation.resume(returning: process.terminationStatus)
                }
            }
        }
    }
#endif
