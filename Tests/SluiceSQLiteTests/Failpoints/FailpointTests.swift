import Foundation
import GRDB
import SluiceSQLite
import Testing

@Suite("Wherever a statement fails, the file has all of an operation or nothing of it")
struct FailpointTests {
    /// What the script executes when nothing fails.
    private func statements() async throws -> [Failpoint] {
        var driver = try await CompleteScript.makeDriver()
        defer { driver.close() }
        let before = driver.sabotage.reached.count
        try await CompleteScript.run(&driver)
        #expect(driver.failures == 0)
        return Array(driver.sabotage.reached[before...])
    }

    @Test func theScriptReachesEveryFailpoint() async throws {
        let statements = Set(try await statements())
        #expect(Failpoint.allCases.filter { !statements.contains($0) } == [])
    }

    @Test func everyStatementFailsOnce() async throws {
        for number in try await statements().indices {
            var driver = try await CompleteScript.makeDriver()
            driver.sabotage.arm(.error(.SQLITE_FULL), at: .statement(number))
            do {
                try await CompleteScript.run(&driver)
                #expect(driver.failures == 1, "statement \(number)")
                try await driver.compare()
            } catch {
                Issue.record("statement \(number): \(error)")
            }
            driver.close()
        }
    }

    @Test func everyFifthStatementIsTheProcesssLast() async throws {
        let statements = try await statements()
        for number in stride(from: 0, to: statements.count, by: 5) {
            let folder = try StoreFolder()
            let path = folder.url.path(percentEncoded: false)
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, number = number as Int] in
                var driver = try await CompleteScript.makeDriver(in: StoreFolder(at: path))
                driver.sabotage.arm(.call { kill(getpid(), SIGKILL) }, at: .statement(number))
                try await CompleteScript.run(&driver)
            }
            var driver = try await CompleteScript.makeDriver()
            driver.sabotage.arm(.error(.SQLITE_IOERR), at: .statement(number))
            try await CompleteScript.run(&driver)
            do { try await driver.adopt(folder) } catch {
                Issue.record("statement \(number), \(statements[number]): \(error)")
            }
            driver.close()
        }
    }
}
