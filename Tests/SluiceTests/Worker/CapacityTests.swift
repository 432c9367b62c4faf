import Sluice
import SluiceStoreConformance
import Synchronization
import Testing

@Suite("A worker executes no more at once than its concurrency")
struct CapacityTests {
    /// How many handlers execute, and the most there ever were.
    private final class Count: Sendable {
        private struct State {
            var now = 0
            var most = 0
        }

        private let state = Mutex(State())

        var most: Int { state.withLock { $0.most } }

        func up() {
            state.withLock { state in
                state.now += 1
                state.most = max(state.most, state.now)
            }
        }

        func down() { state.withLock { $0.now -= 1 } }
    }

    @Test(arguments: [1, 3, 8]) func runsThatExecuteFillItAndDoNotExceedIt(concurrency: Int) async throws {
        let shop = try await Shop()
        let (count, journal, gate) = (Count(), Journal<Int>(), Gate())
        let handlers = TestHandlers(work: { payload, _ in
            count.up()
            defer { count.down() }
            journal.write(payload)
            try await gate.pass()
            await Task.yield()
            return payload
        })
        try await shop.executing(handlers, concurrency: concurrency) {
            let runs = try await shop.client.work.batchTrigger((0..<200).map { BatchItem($0) })
            _ = try await journal.next(concurrency)
            #expect(try await shop.store.snapshot().executing == concurrency)
            gate.open()
            for run in runs { _ = try await shop.result(of: run) }
        }
        #expect(count.most == concurrency)
    }

    @Test(arguments: [1, 2, 5]) func runsThatWaitDoNotCountAndRunsThatGoOnDo(concurrency: Int) async throws {
        let shop = try await Shop()
        let count = Count()
        let handlers = TestHandlers(
            work: { payload, _ in
                count.up()
                defer { count.down() }
                await Task.yield()
                return payload
            },
            parent: { payload, run in
                count.up()
                defer { count.down() }
                var outputs: [Int] = []
                for round in 0..<3 {
                    count.down()
                    let results = try await run.work.batchTriggerAndWait(
                        (0..<3).map { BatchItem(payload + $0 + round) })
                    count.up()
                    outputs += try results.map { try $0.get() }
                    await Task.yield()
                }
                return outputs
            })
        try await shop.executing(handlers, concurrency: concurrency) {
            let runs = try await shop.client.parent.batchTrigger((0..<60).map { BatchItem($0 * 10) })
            for (index, run) in runs.enumerated() {
                let expected = (0..<3).flatMap { round in (0..<3).map { index * 10 + $0 + round } }
                #expect(try await shop.result(of: run) == expected)
            }
        }
        #expect(count.most <= concurrency)
        #expect(count.most == concurrency || concurrency > 2)
    }

    @Test func aWorkerWithRoomTakesWhatComesLater() async throws {
        let shop = try await Shop(limit: 2)
        let (journal, gate) = (Journal<Int>(), Gate())
        let handlers = TestHandlers(work: { payload, _ in
            journal.write(payload)
            if payload == 0 { try await gate.pass() }
            return payload
        })
        try await shop.executing(handlers, concurrency: 2) {
            let first = try await shop.client.work.trigger(0)
            for number in 1...100 { #expect(try await shop.result(of: shop.client.work.trigger(number)) == number) }
            gate.open()
            #expect(try await shop.result(of: first) == 0)
        }
    }
}
