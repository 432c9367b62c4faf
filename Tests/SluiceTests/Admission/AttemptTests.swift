import Sluice
import Testing

@Suite struct AttemptTests {
    @Test("behaviour 25: a run that fails twice is tried a third time, and holds no slot between")
    func retries() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("one", total: 1)
        let run = try harness.trigger(queue, maxAttempts: 3)
        for attempt in 1...2 {
            let item = harness.admit()[0]
            #expect(item.attempt == attempt)
            let until = harness.now + .seconds(3)
            #expect(harness.finish(item, .failed(retryDelay: .seconds(3))) == .delayed(until: until))
            #expect(harness.counts(queue) == .init(delayed: 1))
            let other = try harness.trigger(queue)
            let between = harness.admit()
            #expect(between.map(\.run) == [other])
            harness.finish(between[0])
            harness.pass(.seconds(3))
        }
        let item = harness.admit()[0]
        #expect(item.run == run && item.attempt == 3)
        #expect(harness.finish(item) == .ended(.completed))
    }

    @Test("a retried run keeps its place")
    func retriedKeepsPlace() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("one", total: 1)
        let run = try harness.trigger(queue, maxAttempts: 2)
        let item = harness.admit()[0]
        harness.pass(.seconds(1))
        for _ in 0..<3 { _ = try harness.trigger(queue) }
        #expect(harness.finish(item, .failed(retryDelay: .zero)) == .queued)
        #expect(harness.admit().map(\.run) == [run])
    }

    @Test("behaviour 26: a run fails with its last attempt, or with a final error")
    func failure() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue")
        _ = try harness.trigger(queue, maxAttempts: 2)
        #expect(harness.finish(harness.admit()[0], .failed(retryDelay: .zero)) == .queued)
        #expect(harness.finish(harness.admit()[0], .failed(retryDelay: .zero)) == .ended(.failed))
        _ = try harness.trigger(queue, maxAttempts: 2)
        #expect(harness.finish(harness.admit()[0], .failed(retryDelay: nil)) == .ended(.failed))
        #expect(harness.organization == .init())
    }

    @Test("behaviour 27: a run that is timed out is not tried again, and its slot is free")
    func timedOut() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue")
        _ = try harness.trigger(queue, maxAttempts: 5)
        #expect(harness.finish(harness.admit()[0], .timedOut) == .ended(.timedOut))
        #expect(harness.counts(queue) == .init())
    }

    @Test("behaviour 30: what a worker returns is queued again with the attempt unspent")
    func returned() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue")
        _ = try harness.trigger(queue)
        let first = harness.admit()[0]
        #expect(harness.finish(first, .returned) == .queued)
        let second = harness.admit()[0]
        #expect(second.attempt == 1)
        #expect(second.token != first.token)
        #expect(harness.finish(first) == .refused)
        #expect(harness.finish(second) == .ended(.completed))
    }

    @Test("an executing run that is cancelled is asked once, and not tried again")
    func cancelExecuting() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue")
        let run = try harness.trigger(queue, maxAttempts: 3)
        let item = harness.admit()[0]
        #expect(harness.cancel(run) == .requested)
        #expect(harness.cancel(run) == .requested)
        #expect(harness.cancelRequests == [run])
        #expect(harness.counts(queue) == .init(executing: 1, slots: 1))
        #expect(harness.finish(item, .failed(retryDelay: .zero)) == .ended(.canceled))
    }

    @Test("a cancelled run that completes has completed")
    func cancelTooLate() throws {
        let harness = AdmissionHarness()
        let run = try harness.trigger(harness.queue("queue"))
        let item = harness.admit()[0]
        harness.cancel(run)
        #expect(harness.finish(item) == .ended(.completed))
    }

    @Test("a token of a record's former run opens nothing")
    func reusedRecord() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue")
        _ = try harness.trigger(queue)
        let first = harness.admit()[0]
        harness.finish(first)
        let next = try harness.trigger(queue)
        #expect(next == first.run, "the record is used again")
        #expect(harness.finish(first) == .refused)
        let second = harness.admit()[0]
        #expect(harness.finish(first) == .refused)
        #expect(harness.counts(queue).executing == 1)
        #expect(harness.finish(second) == .ended(.completed))
    }
}
