import Sluice
import Testing

@Suite struct LimitTests {
    @Test("behaviour 1: of two runs under limit 1, the second starts when the first has ended")
    func limitOne() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("one", total: 1)
        let runs = [try harness.trigger(queue), try harness.trigger(queue)]
        let first = harness.admit()
        #expect(first.map(\.run) == [runs[0]])
        #expect(harness.admit().isEmpty)
        harness.finish(first[0])
        #expect(harness.admit().map(\.run) == [runs[1]])
    }

    @Test("behaviour 2: the organization's limit counts over queues with room of their own")
    func organizationLimit() throws {
        let harness = AdmissionHarness(organizationLimit: 1)
        let runs = [try harness.trigger(harness.queue("a", total: 5)), try harness.trigger(harness.queue("b"))]
        let first = harness.admit()
        #expect(first.map(\.run) == [runs[0]])
        #expect(!harness.hasWork)
        harness.finish(first[0])
        #expect(harness.hasWork)
        #expect(harness.admit().map(\.run) == [runs[1]])
    }

    @Test("behaviour 3: a full queue does not hold up another")
    func fullQueue() throws {
        let harness = AdmissionHarness()
        let (full, free) = (harness.queue("full", total: 1), harness.queue("free"))
        let blocked = [try harness.trigger(full), try harness.trigger(full)]
        let run = try harness.trigger(free)
        #expect(harness.admit().map(\.run) == [blocked[0], run])
    }

    @Test("behaviour 4: a run starts at once where there is room, and overtakes none that could start")
    func noOvertaking() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", total: 1)
        let first = try harness.trigger(queue)
        #expect(harness.hasWork)
        let admitted = harness.admit()
        #expect(admitted.map(\.run) == [first])
        let waiting = try harness.trigger(queue)
        harness.finish(admitted[0])
        let late = try harness.trigger(queue)
        let next = harness.admit()
        #expect(next.map(\.run) == [waiting])
        harness.finish(next[0])
        #expect(harness.admit().map(\.run) == [late])
    }

    @Test("behaviour 5: an attempt that ends twice frees its slot once")
    func doubleFinish() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("two", total: 2)
        for _ in 0..<4 { _ = try harness.trigger(queue) }
        let first = harness.admit()
        #expect(harness.finish(first[0]) == .ended(.completed))
        #expect(harness.finish(first[0]) == .refused)
        #expect(harness.finish(first[0], .failed(retryDelay: .zero)) == .refused)
        #expect(harness.counts(queue).slots == 1)
        #expect(harness.admit().count == 1)
    }

    @Test("behaviour 6: a queued run that is cancelled never starts")
    func cancelQueued() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("one", total: 1)
        let (executing, queued) = (try harness.trigger(queue), try harness.trigger(queue))
        let admitted = harness.admit()
        #expect(harness.cancel(queued) == .ended)
        #expect(harness.counts(queue) == .init(executing: 1, slots: 1))
        harness.finish(admitted[0])
        #expect(!harness.hasWork)
        #expect(harness.admit().isEmpty)
        #expect(harness.endings == [.canceled, .completed])
        #expect(admitted.map(\.run) == [executing])
    }

    @Test("behaviour 7: a lost worker's run is queued again, and what the worker still says is refused")
    func lostWorker() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("one", total: 1)
        let lost = harness.core.addWorker()
        let run = try harness.trigger(queue, maxAttempts: 2)
        let first = harness.admit(by: lost)
        harness.core.removeWorker(lost, now: harness.now, events: &harness.events)
        #expect(harness.counts(queue) == .init(queued: 1))
        #expect(harness.finish(first[0]) == .refused)
        #expect(harness.admit(by: lost).isEmpty)

        let second = harness.admit()
        #expect(second.map(\.run) == [run])
        #expect(second.map(\.attempt) == [2])
        #expect(harness.finish(first[0]) == .refused)
        #expect(harness.counts(queue) == .init(executing: 1, slots: 1))
        #expect(harness.finish(second[0]) == .ended(.completed))
    }

    @Test("behaviour 7: a worker lost in the last attempt fails the run")
    func lostWorkerInLastAttempt() throws {
        let harness = AdmissionHarness()
        _ = try harness.trigger(harness.queue("queue"))
        let lost = harness.core.addWorker()
        #expect(harness.admit(by: lost).count == 1)
        harness.core.removeWorker(lost, now: harness.now, events: &harness.events)
        #expect(harness.endings == [.failed])
        #expect(harness.organization == .init())
    }

    @Test("behaviour 8: a lowered limit stops nothing, and nothing starts until fewer execute")
    func loweredLimit() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", total: 5)
        for _ in 0..<8 { _ = try harness.trigger(queue) }
        let executing = harness.admit()
        #expect(executing.count == 5)
        _ = harness.queue("queue", total: 2)
        #expect(harness.counts(queue) == .init(queued: 3, executing: 5, slots: 5))
        for finished in 0..<4 {
            #expect(harness.admit().isEmpty, "after \(finished) have ended")
            harness.finish(executing[finished])
        }
        #expect(harness.admit().count == 1)
    }

    @Test("behaviour 8: the same for the limit of a key and of the organization")
    func loweredLimitOfKeyAndOrganization() throws {
        let harness = AdmissionHarness(organizationLimit: 5)
        let queue = harness.queue("queue", perKey: 3, keys: .required)
        for _ in 0..<5 { _ = try harness.trigger(queue, key: "a") }
        let executing = harness.admit()
        #expect(executing.count == 3)
        _ = harness.queue("queue", perKey: 2, keys: .required)
        harness.finish(executing[0])
        #expect(harness.admit().isEmpty)
        harness.core.setOrganizationLimit(1, events: &harness.events)
        harness.finish(executing[1])
        #expect(harness.admit().isEmpty)
        harness.finish(executing[2])
        #expect(harness.admit().count == 1)
    }

    @Test("behaviour 9: pause and override are apart, and outlast a new declaration")
    func pauseAndOverride() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", total: 1)
        for _ in 0..<6 { _ = try harness.trigger(queue) }
        harness.core.override(queue, limits: .init(total: 2), events: &harness.events)
        harness.core.pause(queue)
        #expect(!harness.hasWork)
        _ = harness.queue("queue", total: 4)
        #expect(harness.admit().isEmpty)
        let look = harness.look(queue)
        #expect(look.isPaused && look.isOverridden)
        #expect(look.limits == .init(total: 2))

        harness.core.resume(queue)
        #expect(harness.admit().count == 2)
        harness.core.reset(queue, events: &harness.events)
        #expect(harness.admit().count == 2)
        #expect(harness.look(queue).limits == .init(total: 4))
    }

    @Test("behaviour 9: a queue that starts paused is not paused again by its next declaration")
    func startsPaused() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", startsPaused: true)
        _ = try harness.trigger(queue)
        #expect(harness.admit().isEmpty)
        harness.core.resume(queue)
        _ = harness.queue("queue", startsPaused: true)
        #expect(harness.admit().count == 1)
    }

    @Test("behaviour 10: without a limit only the organization's counts", arguments: [nil, 7])
    func noLimit(organizationLimit: Int?) throws {
        let harness = AdmissionHarness(organizationLimit: organizationLimit)
        let queue = harness.queue("queue")
        for _ in 0..<50 { _ = try harness.trigger(queue) }
        #expect(harness.admit().count == organizationLimit ?? 50)
    }

    @Test("a worker is given no more than it asks for")
    func capacity() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue")
        for _ in 0..<3 { _ = try harness.trigger(queue) }
        #expect(harness.admit(0).isEmpty)
        #expect(harness.admit(2).count == 2)
        #expect(harness.admit(2).count == 1)
    }

    @Test("an id can be used again only when its run has ended")
    func duplicateID() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue")
        let id = RunID(high: 1, low: 1)
        let new = NewRun(id: id, task: harness.task, queue: queue, triggeredAt: harness.now)
        let run = try harness.core.enqueue(new)
        #expect(harness.index(id) == run)
        #expect(throws: Admission.EnqueueError.duplicateID) { try harness.core.enqueue(new) }
        harness.finish(harness.admit()[0])
        #expect(harness.index(id) == nil)
        _ = try harness.core.enqueue(new)
        #expect(harness.organization == .init(queued: 1))
    }
}
