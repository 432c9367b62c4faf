@_spi(SluiceGenerated) import Sluice
import SluiceTestSupport

/// A client that triggers as much as is executed, and says what it was told: `A`ccepted, `R`esult.
struct Triggerer {
    let client: Client
    let journal: SideJournal
    private var random: SeededGenerator
    private var number: Int
    /// Not waited for yet.
    private var outstanding: [(id: RunID, result: @Sendable () async throws -> Void)] = []

    init(client: Client, journal: SideJournal, seed: UInt64) {
        self.client = client
        self.journal = journal
        random = SeededGenerator(seed: seed)
        number = Int(seed) * 100_000
    }

    mutating func triggerForever() async throws {
        while true {
            number += 1
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<3: try await trigger(Step.self, queue: .init(choice: QueueChoice("plain")))
            case 3..<5: try await trigger(Flaky.self, queue: .init(choice: QueueChoice("plain")))
            case 5..<7: try await trigger(Parent.self, queue: .init(choice: QueueChoice("serial")))
            default:
                try await trigger(Tenant.self, queue: .init(key: "tenant-\(Int.random(in: 0..<4, using: &random))"))
            }
            if outstanding.count > 15 {
                let (id, result) = outstanding.removeFirst()
                do {
                    try await result()
                    journal.write("R \(id) completed")
                } catch let error as SluiceError where error.code == .runFailed {
                    journal.write("R \(id) failed")
                }
            }
        }
    }

    private mutating func trigger<Definition: NumberedTask>(
        _: Definition.Type, queue: Definition.Queue
    ) async throws {
        var options = TriggerOptions()
        let isIdempotent = Int.random(in: 0..<4, using: &random) == 0
        if isIdempotent { options.idempotencyKey = "\(number / 4)" }
        if Int.random(in: 0..<6, using: &random) == 0 { options.delay = .milliseconds(5) }
        let handle = try await TaskTrigger<Definition>(client).trigger(number, queue: queue, options: options)
        journal.write("A \(handle.id) \(Definition.id) \(options.idempotencyKey ?? "-")")
        outstanding.append((handle.id, { _ = try await handle.result() }))
    }
}
