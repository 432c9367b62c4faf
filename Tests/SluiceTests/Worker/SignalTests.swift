import Sluice
import Synchronization
import Testing

@Suite("A worker heeds every signal")
struct SignalTests {
    /// Lets a run be triggered after the store has found nothing to claim, and before the worker has been told so.
    private final class SlowStore: ForwardingStore {
        let base: any RunStore
        private let onEmpty: @Sendable () async throws -> Void
        private let isFirst = Mutex(true)

        init(_ base: any RunStore, onEmpty: @escaping @Sendable () async throws -> Void) {
            self.base = base
            self.onEmpty = onEmpty
        }

        func claim(_ worker: WorkerID, limit: Int) async throws -> [Claim] {
            let claims = try await base.claim(worker, limit: limit)
            let isFirst = isFirst.withLock { isFirst in
                defer { isFirst = false }
                return isFirst
            }
            if isFirst { try await onEmpty() }
            return claims
        }
    }

    /// The signal comes while all of the worker's room is taken by the claim that was too early.
    @Test func evenOneThatComesWhileItClaims() async throws {
        let client = Mutex<Client?>(nil)
        let shop = try await Shop(store: {
            SlowStore($0) {
                let client = try #require(client.withLock { $0 })
                try await client.work.trigger(7)
                // What the signal started has had its turn when as much that was started later has.
                for _ in 0..<100 { await Task.detached {}.value }
            }
        })
        client.withLock { $0 = shop.client }
        let journal = Journal<Int>()
        let handlers = TestHandlers(work: { payload, _ in
            journal.write(payload)
            return payload
        })
        try await shop.executing(handlers, concurrency: 1) {
            let payload = try await journal.next()
            #expect(payload == 7)
        }
    }
}
