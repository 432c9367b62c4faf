import Foundation
import Sluice
import Testing

/// Rules 1 to 5, order, fairness, states and counts, under random operations.
///
/// `SLUICE_SIMULATION_OPERATIONS` sets how many operations there are in all; `SLUICE_SIMULATION_SEED` repeats one seed.
@Suite struct SimulationTests {
    static let seedCount = 40

    static let operationCount = environment("SLUICE_SIMULATION_OPERATIONS") ?? 1_000_000

    static var seeds: [UInt64] {
        environment("SLUICE_SIMULATION_SEED").map { [UInt64($0)] } ?? Array(1...UInt64(seedCount))
    }

    static func environment(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    @Test("few runs at a time, many operations", arguments: seeds)
    func small(seed: UInt64) {
        let shape = Simulation.Shape(liveRuns: 6 + Int(seed % 6) * 5, queueCount: 1 + Int(seed % 4))
        simulate(seed: seed, shape, operations: max(1, Self.operationCount / Self.seedCount))
    }

    @Test("hundreds of runs at a time", arguments: seeds.prefix(4))
    func large(seed: UInt64) {
        simulate(
            seed: seed, .init(liveRuns: 400, queueCount: 5, workerCount: 8),
            operations: max(1, Self.operationCount / 500))
    }

    @Test("all that is checked does happen")
    func coverage() throws {
        let simulation = Simulation(seed: 1, shape: .init())
        try simulation.run(20_000)
        for happening in Simulation.Happening.allCases {
            #expect(simulation.tally[happening, default: 0] >= 10, "\(happening)")
        }
    }

    private func simulate(seed: UInt64, _ shape: Simulation.Shape, operations: Int) {
        let simulation = Simulation(seed: seed, shape: shape)
        do {
            try simulation.run(operations)
        } catch {
            let history = simulation.history.map { "\($0)" }.joined(separator: "\n")
            Issue.record(
                """
                \(error)
                repeat with SLUICE_SIMULATION_SEED=\(seed); the latest operations, the last one failed:
                \(history)
                """)
        }
    }
}
