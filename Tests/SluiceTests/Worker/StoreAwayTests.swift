import InMemoryLogging
import Logging
import Sluice
import SluiceTesting
import Synchronization
import Testing

@Suite("A worker goes on when a store is back that was away")
struct StoreAwayTests {
    private func makeShop(
        lease: (interval: Duration, duration: Duration)? = nil
    ) async throws -> (Shop, AwayStore) {
        let made = Mutex<AwayStore?>(nil)
        let shop = try await Shop(limit: 2) { base in
            let store = AwayStore(base, lease: lease)
            made.withLock { $0 = store }
            return store
        }
        return (shop, try #require(made.withLock { $0 }))
    }

    /// Lets a pause pass that begins when something was refused.
    private func pass(_ pause: Duration, after operation: AwayStore.Operation, _ shop: Shop, _ store: AwayStore)
        async throws
    {
        while try await store.refused.next() != operation {}
        try await shop.time.sleeper(until: shop.time.now + pause)
        shop.time.advance(by: pause)
    }

    private let quick = TestHandlers(work: { payload, _ in payload })

    @Test func entersItThen() async throws {
        let (shop, store) = try await makeShop()
        store.leave()
        let run = try await shop.client.work.trigger(4)
        try await shop.executing(quick) {
            try await pass(.milliseconds(100), after: .open, shop, store)
            #expect(try await store.refused.next() == .open)
            try await shop.time.sleeper(until: shop.time.now + .milliseconds(200))
            store.comeBack()
            shop.time.advance(by: .milliseconds(200))
            #expect(try await shop.result(of: run) == 4)
        }
    }

    @Test func stopsWithoutHavingEnteredIt() async throws {
        let (shop, store) = try await makeShop()
        store.leave()
        try await shop.executing(quick) {
            let refused = try await store.refused.next()
            #expect(refused == .open)
        }
        try await ShutdownTests.shuttingDown(try shop.worker(quick)) {
            let refused = try await store.refused.next()
            #expect(refused == .open)
        }
    }

    @Test func tellsEndsThatItCouldNotTellAndClaimsAgain() async throws {
        let (shop, store) = try await makeShop()
        let (journal, gate) = (Journal<Int>(), Gate())
        let handlers = TestHandlers(work: { payload, _ in
            journal.write(payload)
            try await gate.pass()
            return payload
        })
        try await shop.executing(handlers) {
            let first = try await shop.client.work.trigger(1)
            #expect(try await journal.next() == 1)
            store.leave()
            let second = try await shop.client.work.trigger(2)
            #expect(try await store.refused.next() == .claim)
            gate.open()
            #expect(try await store.refused.next() == .finish)
            try await shop.time.sleeper(until: shop.time.now + .milliseconds(100))
            store.comeBack()
            shop.time.advance(by: .milliseconds(100))
            #expect(try await shop.result(of: first) == 1)
            #expect(try await shop.result(of: second) == 2)
            #expect(try await shop.attempts(of: first.id) == 1)
        }
    }

    @Test func holdsItselfForLostWhenItsLeaseIsOverAndEntersAnew() async throws {
        let (shop, store) = try await makeShop(lease: (.seconds(10), .seconds(25)))
        let journal = Journal<String>()
        let handlers = TestHandlers(work: { payload, run in
            journal.write("attempt \(run.attempt)")
            guard run.attempt == 1 else { return payload }
            do { try await Gate().pass() } catch {
                journal.write("stopped")
                throw error
            }
            return -1
        })
        try await shop.executing(handlers) {
            let run = try await shop.client.work.trigger(3)
            #expect(try await journal.next() == "attempt 1")
            store.leave()
            // It tries again and again, until its lease is over.
            try await shop.time.sleeper(until: shop.time.now + .seconds(10))
            shop.time.advance(by: .seconds(10))
            for _ in 0..<29 {
                #expect(try await store.refused.next() == .renew)
                try await shop.time.sleeper(until: shop.time.now + .milliseconds(500))
                shop.time.advance(by: .milliseconds(500))
            }
            #expect(journal.entries == ["attempt 1"])
            #expect(try await store.refused.next() == .renew)
            try await shop.time.sleeper(until: shop.time.now + .milliseconds(500))
            shop.time.advance(by: .milliseconds(500))
            #expect(try await journal.next() == "stopped")
            // What it executed it gives up for good before it enters.
            while try await store.refused.next() != .abandon {}
            try await shop.time.sleeper(until: shop.time.now + .milliseconds(100))
            store.comeBack()
            shop.time.advance(by: .milliseconds(100))
            #expect(try await shop.result(of: run) == 3)
            #expect(try await shop.attempts(of: run.id) == 2)
        }
    }

    @Test func aRenewalPutsTheEndOfTheLeaseOff() async throws {
        let (shop, store) = try await makeShop(lease: (.seconds(10), .seconds(25)))
        let (journal, gate) = (Journal<Int>(), Gate())
        let handlers = TestHandlers(work: { payload, _ in
            journal.write(payload)
            try await gate.pass()
            return payload
        })
        try await shop.executing(handlers) {
            let run = try await shop.client.work.trigger(3)
            _ = try await journal.next()
            // Held until 25; with the renewal at 20, until 45.
            for _ in 0..<2 {
                try await shop.time.sleeper(until: shop.time.now + .seconds(10))
                shop.time.advance(by: .seconds(10))
                // The renewal is done when the next one is waited for.
                try await shop.time.sleeper(until: shop.time.now + .seconds(10))
            }
            store.leave()
            shop.time.advance(by: .seconds(5))
            // The alarm has rung, and is set for the new end.
            try await shop.time.sleeper(until: shop.time.now + .seconds(20))
            gate.open()
            #expect(try await store.refused.next() == .finish)
            try await shop.time.sleeper(until: shop.time.now + .milliseconds(100))
            store.comeBack()
            shop.time.advance(by: .milliseconds(100))
            #expect(try await shop.result(of: run) == 3)
            #expect(try await shop.attempts(of: run.id) == 1)
        }
    }

    @Test func entersAnewWhenAClaimFindsItGivenUp() async throws {
        let (shop, store) = try await makeShop()
        try await shop.executing(quick) {
            #expect(try await shop.result(of: shop.client.work.trigger(1)) == 1)
            store.leave()
            let run = try await shop.client.work.trigger(2)
            #expect(try await store.refused.next() == .claim)
            try await shop.time.sleeper(until: shop.time.now + .milliseconds(100))
            // The store numbers its workers from 1.
            try await store.base.abandonWorker(WorkerID(rawValue: 1))
            store.comeBack()
            shop.time.advance(by: .milliseconds(100))
            #expect(try await shop.result(of: run) == 2)
        }
        let messages = shop.log.entries.filter { $0.level >= .error }.map { "\($0.message)" }
        #expect(messages.filter { $0.hasPrefix("the store gave this worker up") }.count == 1)
        #expect(messages.filter { $0.hasPrefix("claiming runs failed") }.count == 1)
    }

    @Test func doesNotLetAHandlerGoOnThatMayHaveLostItsSlots() async throws {
        let (shop, store) = try await makeShop()
        let journal = Journal<String>()
        let handlers = TestHandlers(
            work: { payload, _ in payload },
            parent: { payload, run in
                do { return [try await run.work.triggerAndWait(payload)] } catch {
                    journal.write("\(error)")
                    throw error
                }
            })
        store.loseAnswer(to: .wait)
        try await shop.executing(handlers) {
            let run = try await shop.client.parent.trigger(5)
            #expect(try await store.refused.next() == .wait)
            try await shop.time.sleeper(until: shop.time.now + .milliseconds(100))
            #expect(try await run.status() == .waiting)
            shop.time.advance(by: .milliseconds(100))
            #expect(try await shop.result(of: run) == [5])
        }
        #expect(journal.entries == [])
    }

    @Test func endsAWaitThatTheStoreHasNotTakenWhenItStops() async throws {
        let (shop, store) = try await makeShop()
        let journal = Journal<String>()
        let handlers = TestHandlers(
            work: { payload, _ in
                journal.write("work")
                do { try await Gate().pass() } catch {
                    journal.write("work stopped")
                    throw error
                }
                return payload
            },
            parent: { payload, run in
                do { return [try await run.work.triggerAndWait(payload)] } catch {
                    journal.write("parent: \(type(of: error))")
                    throw error
                }
            })
        try await ShutdownTests.shuttingDown(try shop.worker(handlers, gracePeriod: .zero)) {
            try await shop.client.work.trigger(1)
            #expect(try await journal.next() == "work")
            store.leave()
            try await shop.client.parent.trigger(2)
            #expect(try await store.refused.next() == .claim)
            store.comeBack()
            store.loseAnswer(to: .wait)
            try await shop.time.sleeper(until: shop.time.now + .milliseconds(100))
            shop.time.advance(by: .milliseconds(100))
            #expect(try await store.refused.next() == .wait)
            try await shop.time.sleeper(until: shop.time.now + .milliseconds(100))
            store.leave()
        } afterwards: {
            let first = try await journal.next()
            shop.time.advance(by: .milliseconds(100))
            let second = try await journal.next()
            #expect([first, second] == ["work stopped", "parent: CancellationError"])
        }
    }

    @Test func putsBackAtOnceWhatWaitsWhenItIsToStop() async throws {
        let (shop, _) = try await makeShop()
        let (journal, gate) = (Journal<String>(), Gate())
        let handlers = TestHandlers(
            work: { payload, _ in
                journal.write("work")
                try await gate.pass()
                return payload
            },
            parent: { payload, run in
                journal.write("parent \(run.attempt)")
                return [try await run.work.triggerAndWait(payload)]
            })
        let run = try await shop.client.parent.trigger(3)
        try await ShutdownTests.shuttingDown(try shop.worker(handlers)) {
            let begun = try await journal.next(2)
            #expect(begun == ["parent 1", "work"])
        } afterwards: {
            // While the other worker still lets the child finish, this one executes the parent.
            // Detached, since it is not to stop.
            try await Task.detached {
                try await shop.executing(handlers, tasks: ["parent"]) {
                    let again = try await journal.next()
                    gate.open()
                    let result = try await shop.result(of: run)
                    #expect(again == "parent 1" && result == [3])
                }
            }.value
        }
    }

    @Test func leavesWithoutTellingIt() async throws {
        let (shop, store) = try await makeShop()
        try await shop.executing(quick) {
            let result = try await shop.result(of: shop.client.work.trigger(1))
            #expect(result == 1)
            store.leave()
        }
        #expect(try await store.refused.next() == .close)
    }
}
