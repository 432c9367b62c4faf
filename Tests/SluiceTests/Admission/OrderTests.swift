import Sluice
import Testing
import SluiceTestSupport

@Suite struct OrderTests {
    /// The runs in the order in which a single slot is given to them.
    private func order(_ harness: AdmissionHarness) -> [RunIndex] {
        var order: [RunIndex] = []
        while let next = harness.admit(1).first {
            order.append(next.run)
            harness.finish(next)
        }
        return order
    }

    @Test("behaviour 17: the greatest priority goes first, but only by its head start")
    func priorities() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("one", total: 1)
        let old = try harness.trigger(queue)
        harness.pass(.seconds(6))
        let none = try harness.trigger(queue)
        let five = try harness.trigger(queue, priority: .seconds(5))
        let ten = try harness.trigger(queue, priority: .seconds(10))
        #expect(order(harness) == [ten, old, five, none])
    }

    @Test("runs of the same time go in trigger order, with priorities too")
    func ties() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("one", total: 1)
        var runs: [RunIndex] = []
        for _ in 0..<3 { runs.append(try harness.trigger(queue, priority: .seconds(1))) }
        harness.pass(.seconds(-1))
        for _ in 0..<3 { runs.append(try harness.trigger(queue)) }
        #expect(order(harness) == runs)
    }

    @Test("behaviour 18: a delayed run holds no slot, is not startable before, and counts from its due time")
    func delay() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("one", total: 1)
        let delayed = try harness.trigger(queue, delay: .seconds(5))
        #expect(harness.counts(queue) == .init(delayed: 1))
        #expect(harness.admit().isEmpty)
        #expect(harness.nextDeadline == harness.now + .seconds(5))
        harness.pass(.seconds(4))
        let before = try harness.trigger(queue)
        harness.pass(.seconds(2))
        let after = try harness.trigger(queue)
        #expect(harness.counts(queue) == .init(queued: 3))
        #expect(harness.nextDeadline == nil)
        #expect(order(harness) == [before, delayed, after])
    }

    @Test("behaviour 18: a worker that asks when the delay is over is given the run without an advance")
    func dueWhenAsked() throws {
        let harness = AdmissionHarness()
        let run = try harness.trigger(harness.queue("queue"), delay: .seconds(5))
        harness.now = harness.now + .seconds(5)
        #expect(harness.admit().map(\.run) == [run])
    }

    @Test("behaviour 18: a delayed run that is cancelled never starts")
    func cancelDelayed() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue")
        let run = try harness.trigger(queue, delay: .seconds(5))
        #expect(harness.cancel(run) == .ended)
        #expect(harness.nextDeadline == nil)
        harness.pass(.seconds(10))
        #expect(harness.admit().isEmpty)
        #expect(harness.endings == [.canceled])
    }

    @Test("a delay that has passed is none", arguments: [Duration.zero, .seconds(-5)])
    func pastDelay(delay: Duration) throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue")
        let first = try harness.trigger(queue)
        let second = try harness.trigger(queue, delay: delay)
        #expect(harness.admit().map(\.run) == [first, second])
    }

    @Test("behaviour 19: a run whose time to live is over expires and never starts")
    func expiry() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", startsPaused: true)
        _ = try harness.trigger(queue, ttl: .seconds(5))
        harness.pass(.seconds(5) - .microseconds(1))
        #expect(harness.counts(queue) == .init(queued: 1))
        harness.now = harness.now + .microseconds(1)
        harness.core.resume(queue)
        #expect(harness.admit().isEmpty)
        #expect(harness.endings == [.expired])
        #expect(harness.counts(queue) == .init())
    }

    @Test("behaviour 19: the expiry of a run that another waits for reaches it")
    func expiryOfChild() throws {
        let harness = AdmissionHarness()
        let (queue, paused) = (harness.queue("queue", total: 1), harness.queue("paused", startsPaused: true))
        let parent = try harness.trigger(queue)
        let first = harness.admit()
        let child = try harness.trigger(paused, ttl: .seconds(1), parent: parent)
        #expect(harness.wait(first[0], for: child) == .waiting)
        harness.pass(.seconds(1))
        #expect(harness.endings == [.expired])
        #expect(harness.admit().map(\.kind) == [.resume])
    }

    @Test(
        "behaviour 19: a run that was started never expires",
        arguments: [Admission.Outcome.failed(retryDelay: .zero), .failed(retryDelay: .seconds(1)), .returned])
    func startedNeverExpires(outcome: Admission.Outcome) throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue")
        let run = try harness.trigger(queue, ttl: .seconds(5), maxAttempts: 2)
        harness.finish(harness.admit()[0], outcome)
        harness.pass(.seconds(60))
        #expect(harness.admit().map(\.run) == [run])
        #expect(harness.endings.isEmpty)
    }

    @Test("behaviour 20: with a delay, the time to live counts from the due time")
    func delayAndExpiry() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", startsPaused: true)
        _ = try harness.trigger(queue, delay: .seconds(10), ttl: .seconds(5))
        harness.pass(.seconds(14))
        #expect(harness.counts(queue) == .init(queued: 1))
        harness.pass(.seconds(1))
        #expect(harness.endings == [.expired])
    }

    @Test("a run with no time to live at all expires, due or delayed", arguments: [Duration.zero, .seconds(1)])
    func noTimeToLive(delay: Duration) throws {
        let harness = AdmissionHarness()
        _ = try harness.trigger(harness.queue("queue"), delay: delay, ttl: .zero)
        harness.now = harness.now + delay
        #expect(harness.admit().isEmpty)
        #expect(harness.endings == [.expired])
    }

    @Test("a worker of some tasks is not held up by runs that it does not serve")
    func servedTasks() throws {
        let harness = AdmissionHarness()
        let (other, third) = (harness.core.declareTask("other"), harness.core.declareTask("third"))
        let queue = harness.queue("queue", total: 2)
        let first = try harness.trigger(queue)
        let second = try harness.trigger(queue, task: other)
        let last = try harness.trigger(queue, task: third)
        let worker = harness.core.addWorker(serving: [other, third])
        #expect(harness.hasWork(for: worker))
        #expect(harness.admit(1, by: worker).map(\.run) == [second])
        #expect(harness.admit(1).map(\.run) == [first])
        #expect(!harness.hasWork(for: worker))
        let idle = harness.core.addWorker(serving: [])
        #expect(harness.admit(by: idle).isEmpty)
        #expect(harness.look(last).standing == .queued)
    }

    @Test("tasks that share a queue are served in the order of their runs")
    func sharedQueue() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", total: 1)
        let tasks = (0..<5).map { harness.core.declareTask("task-\($0)") }
        var runs: [RunIndex] = []
        for position in 0..<50 {
            harness.pass(.milliseconds(1))
            runs.append(try harness.trigger(queue, task: tasks[position * 7 % 5]))
        }
        #expect(order(harness) == runs)
    }

    @Test("cancelling most of many runs leaves the order of the others")
    func manyCanceled() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("one", total: 1)
        var random = SeededGenerator(seed: 3)
        let runs = try (0..<1_000).map { try harness.trigger(queue, priority: .microseconds(1_000 - $0 * 7 % 1_000)) }
        var byPriority = runs.indices.sorted { $0 * 7 % 1_000 < $1 * 7 % 1_000 }
        for position in runs.indices.shuffled(using: &random).prefix(900) {
            harness.cancel(runs[position])
            byPriority.removeAll { $0 == position }
        }
        #expect(order(harness) == byPriority.map { runs[$0] })
    }

    @Test("cancelling most of many delayed runs leaves the times of the others")
    func manyDelayedCanceled() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue")
        var random = SeededGenerator(seed: 4)
        let runs = try (1...1_000).map { try harness.trigger(queue, delay: .seconds($0), ttl: .seconds(1)) }
        var left = Set(runs.indices)
        for position in runs.indices.shuffled(using: &random).prefix(900) {
            harness.cancel(runs[position])
            left.remove(position)
        }
        for position in runs.indices {
            harness.pass(.seconds(1))
            #expect(harness.admit().map(\.run) == (left.contains(position) ? [runs[position]] : []))
        }
        #expect(harness.nextDeadline == nil)
    }
}
