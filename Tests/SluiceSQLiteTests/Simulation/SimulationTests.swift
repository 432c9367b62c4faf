import Foundation
import GRDB
import SluiceSQLite
import Testing

/// Random scripts against a model, with statements that fail at random.
///
/// `SLUICE_SIMULATIONS=10000` runs as many, `SLUICE_SIMULATION_SEED` chooses the first.
@Suite("A store does what a naive model of it does, whatever fails")
struct SimulationTests {
    @Test func randomScripts() async throws {
        let environment = ProcessInfo.processInfo.environment
        let count = environment["SLUICE_SIMULATIONS"].flatMap(UInt64.init) ?? 100
        let first = environment["SLUICE_SIMULATION_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0..<1_000_000)
        try await withThrowingTaskGroup { group in
            for lane in 0..<UInt64(4) {
                group.addTask {
                    for seed in stride(from: first + lane, to: first + count, by: 4) { try await simulate(seed) }
                }
            }
            try await group.waitForAll()
        }
    }

    private func simulate(_ seed: UInt64) async throws {
        var done: [String] = []
        do {
            let keepsFew = seed % 3 == 0
            var driver = try await StoreDriver(
                .simulated(maxAttempts: keepsFew ? 1_000_000 : 3), organization: 4,
                retentionCount: keepsFew ? 2 : 10_000)
            var steps = RandomSteps(seed: seed, time: driver.time, keepsFew: keepsFew)
            for _ in 0..<60 {
                if steps.chance(6) {
                    driver.sabotage.arm(
                        .error([.SQLITE_FULL, .SQLITE_IOERR].randomElement(using: &steps.random)!),
                        at: steps.chance(15) ? .point(.committed) : .statement(steps.number(0..<8)))
                } else if steps.chance(10) {
                    driver.sabotage.arm(.busy(times: steps.number(1..<6)), at: .point(.begin))
                }
                let step = steps.next(driver.model)
                done.append("\(step)")
                try await driver.perform(step)
                driver.sabotage.disarm()
            }
            try await driver.perform(.reopen(isKilled: true))
            try await driver.compare()
            driver.close()
        } catch {
            let script = done.suffix(8).joined(separator: "\n")
            Issue.record("seed \(seed), step \(done.count): \(error)\nthe last steps:\n\(script)")
        }
    }
}
