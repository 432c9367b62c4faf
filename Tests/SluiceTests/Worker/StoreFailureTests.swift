import InMemoryLogging
import Logging
import Sluice
import SluiceStoreConformance
import SluiceTesting
import Synchronization
import Testing

@Suite("A worker gets along with a store that fails")
struct StoreFailureTests {
    /// Fails as often as it is told.
    private final class FailingStore: ForwardingStore, @unchecked Sendable {
        let base: any RunStore

        enum Operation: Hashable { case claim, finish, wait, renew, open }

        struct Outage: Error {}

        let failures = Journal<Operation>()
        private let left = Mutex<[Operation: Int]>([:])
        var interval: Duration?

        init(_ base: any RunStore) { self.base = base }

        func fail(_ operation: Operation, times: Int) { left.withLock { $0[operation] = times } }

        private func mayFail(_ operation: Operation) throws {
            let fails = left.withLock { left in
                guard let count = left[operation], count > 0 else { return false }
                left[operation] = count - 1
                return true
            }
            guard fails else { return }
            failures.write(operation)
            throw Outage()
        }

        func openWorker(
            tasks: Set<String>?, onSignal: @escaping @Sendable (WorkerSignal) -> Void
        ) async throws -> WorkerLease {
            try mayFail(.open)
            var lease = try await base.openWorker(tasks: tasks, onSignal: onSignal)
            lease.renewalInterval = interval
            // Told from the grace period by its length.
            lease.duration = interval.map { $0 * 4 }
            return lease
        }

        func claim(_ worker: WorkerID, limit: Int) async throws -> [Claim] {
            try mayFail(.claim)
            return try await base.claim(worker, limit: limit)
        }

        func finish(
            _ endings: [AttemptEnding], claiming limit: Int, for worker: WorkerID
        ) async throws -> FinishReceipt {
            try mayFail(.finish)
            return try await base.finish(endings, claiming: limit, for: worker)
        }

        func wait(
            _ attempt: AttemptToken, of run: RunID, for children: [RunRequest], claiming limit: Int,
            for worker: WorkerID
        ) async throws -> WaitReceipt {
            try mayFail(.wait)
            return try await base.wait(attempt, of: run, for: children, claiming: limit, for: worker)
        }

        func renew(_ worker: WorkerID) async throws {
            try mayFail(.renew)
            try await base.renew(worker)
        }
    }

    private func makeShop(renewal: Duration? = nil) async throws -> (Shop, FailingStore) {
        let failing = Mutex<FailingStore?>(nil)
        let shop = try await Shop(limit: 2) { base in
            let store = FailingStore(base)
            store.interval = renewal
            failing.withLock { $0 = store }
            return store
        }
        return (shop, try #require(failing.withLock { $0 }))
    }

    @Test func anEndThatTheStoreDoesNotTakeIsToldAgainLaterEachTime() async throws {
        let (shop, store) = try await makeShop()
        let executions = Journal<Int>()
        let handlers = TestHandlers(work: { payload, _ in
            executions.write(payload)
            return payload
        })
        store.fail(.finish, times: 3)
        try await shop.executing(handlers) {
            let run = try await shop.client.work.trigger(8)
            for pause in [Duration.milliseconds(100), .milliseconds(200), .milliseconds(400)] {
                #expect(try await store.failures.next() == .finish)
                try await shop.time.sleeper(until: shop.time.now + pause)
                #expect(try await run.status() == .executing)
                shop.time.advance(by: pause)
            }
            #expect(try await shop.result(of: run) == 8)
        }
        #expect(executions.entries == [8])
    }

    @Test func whatIsLoggedOfAnAttemptNamesIt() async throws {
        let (shop, store) = try await makeShop()
        let (journal, gate) = (Journal<Int>(), Gate())
        let handlers = TestHandlers(work: { payload, run in
            journal.write(payload)
            if run.attempt == 1, payload == 2 { await gate.passStubbornly() }
            return payload
        })
        store.fail(.finish, times: 1)
        let runs = try await shop.executing(handlers) {
            let first = try await shop.client.work.trigger(1, queue: .keyed("k"))
            #expect(try await store.failures.next() == .finish)
            try await shop.time.sleeper(until: shop.time.now + .milliseconds(100))
            shop.time.advance(by: .milliseconds(100))
            _ = try await shop.result(of: first)
            let second = try await shop.client.work.trigger(2, queue: .keyed("k"))
            while try await journal.next() != 2 {}
            try await store.base.abandonWorker(WorkerID(rawValue: 1))
            try await shop.executing(handlers) { _ = try await shop.result(of: second) }
            gate.open()
            return [first, second]
        }
        // Without what the worker says of itself.
        let entries = shop.log.entries.filter { $0.level >= .warning && $0.metadata["run"] != nil }
        #expect(
            entries.map(\.message) == [
                "the store did not take the attempt's end",
                "this worker had been given up: the attempt's end changes nothing",
            ])
        for (entry, run) in zip(entries, runs) {
            let named = entry.metadata.filter { !["error", "again"].contains($0.key) }
            #expect(named == ["run": "\(run.id)", "task": "work", "queue": "keyed", "key": "k", "attempt": "1"])
        }
    }

    @Test func aClaimThatFailsIsTriedAgain() async throws {
        let (shop, store) = try await makeShop()
        store.fail(.claim, times: 2)
        let run = try await shop.client.work.trigger(8)
        try await shop.executing(TestHandlers(work: { payload, _ in payload })) {
            for pause in [Duration.milliseconds(100), .milliseconds(200)] {
                #expect(try await store.failures.next() == .claim)
                try await shop.time.sleeper(until: shop.time.now + pause)
                shop.time.advance(by: pause)
            }
            #expect(try await shop.result(of: run) == 8)
        }
    }

    @Test func aWaitThatFailsIsTheHandlersError() async throws {
        let (shop, store) = try await makeShop()
        store.fail(.wait, times: 1)
        let handlers = TestHandlers(
            work: { payload, _ in payload },
            parent: { payload, run in
                do { return [try await run.work.triggerAndWait(payload)] } catch is FailingStore.Outage {
                    return [try await run.work.triggerAndWait(-payload)]
                }
            })
        try await shop.executing(handlers, concurrency: 1) {
            let output = try await shop.result(of: shop.client.parent.trigger(8))
            #expect(output == [-8])
        }
    }

    @Test func aStopDoesNotWaitForAStoreThatFails() async throws {
        let (shop, store) = try await makeShop()
        let run = try await shop.client.work.trigger(8)
        store.fail(.finish, times: .max)
        try await shop.executing(TestHandlers(work: { payload, _ in payload })) {
            #expect(try await store.failures.next() == .finish)
            // Its attempt is being told when the worker is stopped.
            try await shop.time.sleeper(until: shop.time.now + .milliseconds(100))
            Task {
                try await shop.time.sleeper(until: shop.time.now + .milliseconds(200))
                shop.time.advance(by: .seconds(60))
            }
            shop.time.advance(by: .milliseconds(100))
        }
        #expect(try await run.status() == .queued)
    }

    @Test func aWorkerSaysThatItIsAliveAsOftenAsTheStoreAsksAndSoonAgainAfterAFailure() async throws {
        let (shop, store) = try await makeShop(renewal: .seconds(10))
        store.fail(.renew, times: 2)
        try await shop.executing(TestHandlers(work: { payload, _ in payload })) {
            for pause in [Duration.seconds(10), .milliseconds(500)] {
                try await shop.time.sleeper(until: shop.time.now + pause)
                shop.time.advance(by: pause)
                #expect(try await store.failures.next() == .renew)
            }
            try await shop.time.sleeper(until: shop.time.now + .milliseconds(500))
            shop.time.advance(by: .milliseconds(500))
            try await shop.time.sleeper(until: shop.time.now + .seconds(10))
            #expect(try await shop.result(of: shop.client.work.trigger(3)) == 3)
        }
    }

    @Test func aWorkerThatWasGivenUpCancelsWhatItHasAndEntersAnew() async throws {
        let (shop, store) = try await makeShop(renewal: .seconds(10))
        let journal = Journal<String>()
        let handlers = TestHandlers(
            work: { payload, run in
                journal.write("work \(run.attempt)")
                if run.attempt == 1 { try await Gate().pass() }
                return payload
            },
            parent: { payload, run in
                journal.write("parent \(run.attempt)")
                return [try await run.work.triggerAndWait(payload)]
            })
        try await shop.executing(handlers) {
            let run = try await shop.client.parent.trigger(3)
            #expect(try await journal.next(2) == ["parent 1", "work 1"])
            try await shop.time.sleeper(until: shop.time.now + .seconds(10))
            // The store numbers its workers from 1.
            try await store.base.abandonWorker(WorkerID(rawValue: 1))
            store.fail(.open, times: 1)
            shop.time.advance(by: .seconds(10))
            #expect(try await store.failures.next() == .open)
            // Entering anew is tried again with the next renewal.
            try await shop.time.sleeper(until: shop.time.now + .seconds(10))
            shop.time.advance(by: .seconds(10))
            #expect(try await shop.result(of: run) == [3])
            #expect(try await shop.attempts(of: run.id) == 2)
        }
    }

    @Test func anAttemptThatWasGivenUpMeanwhileChangesNothing() async throws {
        let (shop, store) = try await makeShop()
        let (journal, gate) = (Journal<Int>(), Gate())
        let handlers = TestHandlers(work: { payload, run in
            journal.write(run.attempt)
            if run.attempt == 1 { await gate.passStubbornly() }
            return payload * run.attempt
        })
        let run = try await shop.client.work.trigger(3)
        try await shop.executing(handlers) {
            _ = try await journal.next()
            try await store.base.abandonWorker(WorkerID(rawValue: 1))
            let result = try await shop.executing(handlers) {
                let result = try await shop.result(of: run)
                gate.open()
                return result
            }
            #expect(result == 6)
        }
        #expect(try await shop.attempts(of: run.id) == 2)
        #expect(try await shop.store.snapshot().executing == 0)
    }

    @Test func aStoppingWorkerStaysAlive() async throws {
        let (shop, store) = try await makeShop(renewal: .seconds(10))
        let (journal, gate) = (Journal<Int>(), Gate())
        let handlers = TestHandlers(work: { payload, _ in
            journal.write(payload)
            try await gate.pass()
            return payload
        })
        let run = try await shop.client.work.trigger(3)
        try await ShutdownTests.shuttingDown(try shop.worker(handlers)) {
            _ = try await journal.next()
            try await shop.time.sleeper(until: shop.time.now + .seconds(10))
        } afterwards: {
            try await shop.time.sleeper(until: shop.time.now + .seconds(30))
            store.fail(.renew, times: 1)
            shop.time.advance(by: .seconds(10))
            #expect(try await store.failures.next() == .renew)
            gate.open()
        }
        #expect(try await run.status() == .completed)
    }

    @Test func aStoppingWorkerThatIsGivenUpStopsAndDoesNotEnterAnew() async throws {
        let (shop, store) = try await makeShop(renewal: .seconds(10))
        let journal = Journal<Int>()
        let handlers = TestHandlers(work: { payload, _ in
            journal.write(payload)
            try await Gate().pass()
            return payload
        })
        let run = try await shop.client.work.trigger(3)
        try await ShutdownTests.shuttingDown(try shop.worker(handlers)) {
            _ = try await journal.next()
            try await shop.time.sleeper(until: shop.time.now + .seconds(10))
        } afterwards: {
            try await shop.time.sleeper(until: shop.time.now + .seconds(30))
            try await store.base.abandonWorker(WorkerID(rawValue: 1))
            shop.time.advance(by: .seconds(10))
        }
        #expect(try await run.status() == .queued)
        #expect(journal.entries == [3])
    }
}
