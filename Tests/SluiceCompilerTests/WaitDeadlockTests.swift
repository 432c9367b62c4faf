import SluiceTestSupport
import Testing

@testable import SluiceCompiler

/// The rule against a search through all ways in which small declarations can stand still.
@Suite struct WaitDeadlockTests {
    @Test(arguments: 0..<8)
    func findsWhatCanStandStill(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var counts = [true: 0, false: 0]
        for _ in 0..<250 {
            let sample = Sample(using: &generator)
            let found = compile(files: [SourceFile(path: "tasks.yaml", text: sample.yaml)]).diagnostics
            let others = found.filter { $0.severity == .error && $0.rule != .waitDeadlock }
            try #require(others.isEmpty, "\(sample.yaml)\n\(others)")
            let isReported = found.contains { $0.rule == .waitDeadlock }
            #expect(isReported == sample.canStandStill, "\(sample.yaml)")
            counts[isReported, default: 0] += 1
        }
        #expect(counts.values.allSatisfy { $0 >= 20 }, "both outcomes are common: \(counts)")
    }
}

/// A few tasks and queues.
private struct Sample {
    struct Task {
        let queues: [Int]
        let waitsFor: [Int]
    }

    struct Queue {
        let limit: Int?
        let holds: Bool
    }

    let cap: Int?
    let queues: [Queue]
    let tasks: [Task]

    init(using generator: inout SeededGenerator) {
        let cap = [nil, 3, 4, 6].randomElement(using: &generator)!
        self.cap = cap
        let taskCount = Int.random(in: 1...4, using: &generator)
        queues = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
            Queue(
                limit: [nil, 1, 2, 3].randomElement(using: &generator)!, holds: Bool.random(using: &generator))
        }
        let indices = queues.indices
        tasks = (0..<taskCount).map { _ in
            let waits = (0..<taskCount).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
            let usable = indices.shuffled(using: &generator).prefix(Int.random(in: 1...2, using: &generator))
            return Task(queues: Array(usable), waitsFor: waits)
        }
    }

    var yaml: String {
        var lines = cap.map { ["organization: { concurrencyLimit: \($0) }"] } ?? []
        lines.append("queues:")
        for (index, queue) in queues.enumerated() {
            let limit = queue.limit.map { "concurrencyLimit: \($0), " } ?? ""
            lines.append("  q\(index): { \(limit)onWait: \(queue.holds ? "hold" : "release") }")
        }
        lines.append("tasks:")
        for (index, task) in tasks.enumerated() {
            let overrides = task.queues.dropFirst().map { "q\($0)" }.joined(separator: ", ")
            let waits = task.waitsFor.map { "t\($0)" }.joined(separator: ", ")
            lines.append("  t\(index): { queue: q\(task.queues[0]), overrides: [\(overrides)], waitsFor: [\(waits)] }")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Whether there are limits, of queues or the organization's, that runs which wait can fill so that none of what they wait
    /// for can start or end.
    var canStandStill: Bool {
        (1..<(1 << (queues.count + 1))).contains { bits in
            let full = Set(queues.indices.filter { bits & 1 << $0 != 0 })
            return standsStill(full, isOrganizationFull: bits & 1 << queues.count != 0)
        }
    }

    private func standsStill(_ full: Set<Int>, isOrganizationFull: Bool) -> Bool {
        guard full.allSatisfy({ queues[$0].limit != nil && queues[$0].holds }) else { return false }
        guard !isOrganizationFull || cap != nil else { return false }

        // The tasks of which a run may never end: it can't start, or waits for such a run.
        var stuck = Set(tasks.indices.filter { isOrganizationFull || tasks[$0].queues.contains(where: full.contains) })
        while case let more = Set(tasks.indices.filter { !stuck.isDisjoint(with: tasks[$0].waitsFor) }).subtracting(
            stuck),
            !more.isEmpty
        { stuck.formUnion(more) }

        func canBeHeld(_ queue: Int) -> Bool {
            queues[queue].holds
                && tasks.contains { $0.queues.contains(queue) && !stuck.isDisjoint(with: $0.waitsFor) }
        }
        guard full.allSatisfy(canBeHeld) else { return false }
        guard isOrganizationFull, let cap else { return true }
        let most = queues.indices.filter(canBeHeld).map { queues[$0].limit ?? cap }
        return most.reduce(0, +) >= cap
    }
}
