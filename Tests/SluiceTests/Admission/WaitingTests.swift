import Sluice
import Testing

@Suite struct WaitingTests {
    @Test("behaviour 21: a parent gives its only slot to its child, then goes on")
    func childOfTheSameQueue() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("one", total: 1)
        let parent = try harness.trigger(queue)
        let first = harness.admit()
        #expect(first.map(\.run) == [parent])
        harness.pass(.seconds(1))
        let other = try harness.trigger(queue)
        harness.pass(.seconds(1))
        let child = try harness.trigger(queue, parent: parent)
        #expect(harness.admit().isEmpty)

        // The child goes before the other run, because it inherits its parent's time.
        #expect(harness.wait(first[0], for: child) == .waiting)
        #expect(harness.hasWork)
        let second = harness.admit()
        #expect(second.map(\.run) == [child])
        #expect(harness.counts(queue) == .init(queued: 1, executing: 1, waiting: 1, slots: 1))

        #expect(harness.finish(second[0]) == .ended(.completed))
        let third = harness.admit()
        #expect(third.map(\.run) == [parent])
        #expect(third.map(\.kind) == [.resume])
        #expect(third.map(\.token) == first.map(\.token))
        #expect(harness.finish(third[0]) == .ended(.completed))
        #expect(harness.admit().map(\.run) == [other])
    }

    @Test("behaviour 21: only the worker that has the attempt is given it again")
    func goesOnWhereItWas() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("one", total: 1)
        let other = harness.core.addWorker()
        let parent = try harness.trigger(queue)
        let first = harness.admit()
        let child = try harness.trigger(queue, parent: parent)
        _ = harness.wait(first[0], for: child)
        harness.finish(harness.admit(by: other)[0])
        #expect(!harness.hasWork(for: other))
        #expect(harness.admit(by: other).isEmpty)
        #expect(harness.hasWork)
        #expect(harness.admit().map(\.run) == [parent])
    }

    @Test("a waiting run of a queue that holds keeps its slot, and goes on without taking another")
    func hold() throws {
        let harness = AdmissionHarness()
        let holding = harness.queue("holding", total: 1, onWait: .hold)
        let children = harness.queue("children")
        let parent = try harness.trigger(holding)
        _ = try harness.trigger(holding)
        let first = harness.admit()
        let child = try harness.trigger(children, parent: parent)
        _ = harness.wait(first[0], for: child)
        #expect(harness.counts(holding) == .init(queued: 1, waiting: 1, slots: 1))
        let second = harness.admit()
        #expect(second.map(\.run) == [child])
        harness.finish(second[0])
        let third = harness.admit()
        #expect(third.map(\.kind) == [.resume])
        #expect(harness.counts(holding) == .init(queued: 1, executing: 1, slots: 1))
    }

    @Test("behaviour 23: a batch is waited for as a whole, whatever its ends")
    func batch() throws {
        let harness = AdmissionHarness()
        let (queue, children) = (harness.queue("parents", total: 1), harness.queue("children"))
        let parent = try harness.trigger(queue)
        let first = harness.admit()
        let batch = try (0..<10).map { _ in try harness.trigger(children, parent: parent) }
        let awaited = batch.map { Admission.Awaited($0, isOwn: true) }
        let result = harness.core.wait(
            parent, first[0].token, for: awaited, now: harness.now, events: &harness.events)
        #expect(result == .waiting)
        let started = harness.admit()
        #expect(started.map(\.run) == batch)
        let outcomes: [Admission.Outcome] = [.completed, .failed(retryDelay: nil), .timedOut, .canceled]
        for (position, item) in started.enumerated() {
            #expect(harness.resumed.isEmpty)
            harness.finish(item, outcomes[position % outcomes.count])
        }
        #expect(harness.resumed == [parent])
        #expect(harness.admit().map(\.run) == [parent])
    }

    @Test("a run that goes on comes before queued ones, also before those of other queues")
    func goesOnFirst() throws {
        let harness = AdmissionHarness(organizationLimit: 1)
        let (queue, others) = (harness.queue("parents"), harness.queue("others"))
        let parent = try harness.trigger(queue)
        let first = harness.admit()
        let child = try harness.trigger(queue, parent: parent)
        for _ in 0..<10 { _ = try harness.trigger(others) }
        _ = harness.wait(first[0], for: child)
        let second = harness.admit()
        #expect(second.map(\.run) == [child])
        harness.finish(second[0])
        #expect(harness.resumed == [parent])
        #expect(harness.admit().map(\.run) == [parent])
    }

    @Test("a run that goes on needs room like any other, but not that its queue is not paused")
    func goesOnWithinLimits() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", total: 1)
        let parent = try harness.trigger(queue)
        let first = harness.admit()
        let child = try harness.trigger(harness.queue("children"), parent: parent)
        let other = try harness.trigger(queue)
        _ = harness.wait(first[0], for: child)
        let second = harness.admit()
        #expect(second.map(\.run) == [other, child] || second.map(\.run) == [child, other])
        let (childItem, otherItem) = second[0].run == child ? (second[0], second[1]) : (second[1], second[0])
        harness.core.pause(queue)
        harness.finish(childItem)
        #expect(harness.resumed.isEmpty)
        #expect(harness.counts(queue) == .init(executing: 1, waiting: 1, slots: 1))
        harness.finish(otherItem)
        #expect(harness.resumed == [parent])
    }

    @Test("cancelling a waiting run lets it go on, and reaches the runs it triggered")
    func cancelWaiting() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", total: 1)
        let children = harness.queue("children", total: 2)
        let parent = try harness.trigger(queue)
        let first = harness.admit()
        let executing = try harness.trigger(children, parent: parent)
        let started = harness.admit()
        let queued = try harness.trigger(children, delay: .seconds(1), parent: parent)
        let foreign = try harness.trigger(children, delay: .seconds(1))
        let awaited = [executing, queued, foreign].map { Admission.Awaited($0, isOwn: $0 != foreign) }
        _ = harness.core.wait(parent, first[0].token, for: awaited, now: harness.now, events: &harness.events)
        #expect(harness.cancel(parent) == .requested)
        #expect(harness.resumed == [parent])
        #expect(harness.endings == [.canceled])
        #expect(harness.cancelRequests == [executing])
        #expect(harness.look(foreign).standing == .delayed)

        let resumed = harness.admit()
        #expect(resumed.map(\.run) == [parent])
        #expect(resumed.map(\.isCancelRequested) == [true])
        let late = harness.wait(resumed[0], for: foreign)
        #expect(late == .over)
        #expect(harness.finish(resumed[0], .failed(retryDelay: .zero)) == .ended(.canceled))
        #expect(harness.finish(started[0]) == .ended(.completed))
    }

    @Test("a lost worker's waiting run is queued again; what it waited for goes on")
    func lostWorker() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue")
        let lost = harness.core.addWorker()
        let parent = try harness.trigger(queue, maxAttempts: 2)
        let first = harness.admit(by: lost)
        let child = try harness.trigger(queue, parent: parent)
        _ = harness.wait(first[0], for: child)
        let second = harness.admit()
        harness.core.removeWorker(lost, now: harness.now, events: &harness.events)
        #expect(harness.counts(queue) == .init(queued: 1, executing: 1, slots: 1))
        harness.finish(second[0])
        #expect(harness.resumed.isEmpty)
        let again = harness.admit()
        #expect(again.map(\.run) == [parent])
        #expect(again.map(\.attempt) == [2])
    }

    @Test("who waits for nothing goes on, who waits for himself is told")
    func emptyAndCyclic() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue")
        let runs = [try harness.trigger(queue), try harness.trigger(queue), try harness.trigger(queue)]
        let items = harness.admit()
        #expect(harness.wait(items[0]) == .over)
        #expect(harness.wait(items[0], for: runs[0]) == .cycle)
        #expect(harness.wait(items[0], for: runs[1]) == .waiting)
        #expect(harness.wait(items[1], for: runs[2]) == .waiting)
        #expect(harness.wait(items[2], for: runs[0]) == .cycle)
        #expect(harness.wait(items[0], for: runs[1]) == .refused)
        #expect(harness.counts(queue) == .init(executing: 1, waiting: 2, slots: 1))
    }

    @Test("two runs can wait for the same one")
    func twoWaiters() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue")
        let parents = [try harness.trigger(queue), try harness.trigger(queue)]
        let items = harness.admit()
        let child = try harness.trigger(queue)
        #expect(harness.wait(items[0], for: child) == .waiting)
        #expect(harness.wait(items[1], for: child) == .waiting)
        harness.finish(harness.admit()[0])
        #expect(Set(harness.resumed) == Set(parents))
        #expect(harness.admit().count == 2)
    }

    @Test("a chain of waits deeper than the stack is cancelled and ended")
    func deepChain() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("one", total: 1)
        var latest = try harness.trigger(queue)
        let first = latest
        for _ in 0..<20_000 {
            let item = harness.admit()[0]
            let child = try harness.trigger(queue, parent: latest)
            _ = harness.wait(item, for: child)
            latest = child
        }
        harness.cancel(first)
        var ended = 0
        while let item = harness.admit().first {
            harness.finish(item, .canceled)
            ended += 1
        }
        #expect(ended == 20_000)
        #expect(harness.organization == .init())
    }

    @Test("a run that ended before its worker took it again is forgotten, whoever has its record next")
    func endedBeforeGoingOn() throws {
        let harness = AdmissionHarness()
        let (queue, children) = (harness.queue("queue"), harness.queue("children"))
        let other = harness.core.addWorker()
        var items: [Admission.Admitted] = []
        for worker in [harness.worker, other] {
            let parent = try harness.trigger(queue)
            let item = harness.admit(by: worker)[0]
            let child = try harness.trigger(children, delay: .seconds(1), parent: parent)
            #expect(harness.wait(item, for: child) == .waiting)
            harness.cancel(child)
            #expect(harness.hasWork(for: worker))
            if worker == harness.worker { harness.finish(item, .timedOut) }
            #expect(harness.hasWork(for: harness.worker) == false)
            items.append(item)
        }
        #expect(items[0].run == items[1].run, "the record is used again")
        #expect(harness.admit().isEmpty)
        #expect(harness.admit(by: other).map(\.token) == [items[1].token])
    }
}
