import Testing

@testable import Sluice

@Suite struct KeyTests {
    @Test("behaviour 11: each key has its own slots")
    func ownSlots() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", perKey: 1, keys: .required)
        let runs = try ["a", "a", "b", "b"].map { try harness.trigger(queue, key: $0) }
        #expect(harness.admit().map(\.run) == [runs[0], runs[2]])
    }

    @Test("behaviour 12: the total counts over all keys")
    func total() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", perKey: 5, total: 2, keys: .required)
        for key in ["a", "a", "b", "b"] { _ = try harness.trigger(queue, key: key) }
        let first = harness.admit()
        #expect(first.count == 2)
        harness.finish(first[0])
        #expect(harness.admit().count == 1)
    }

    @Test("behaviour 13: runs with and without a key are served in turn")
    func optionalKey() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", perKey: 2, total: 1, keys: .optional)
        for key in ["a", "a", nil, nil] { _ = try harness.trigger(queue, key: key) }
        var keys: [String?] = []
        for _ in 0..<4 {
            let admitted = harness.admit()
            keys += admitted.map { harness.core.look(at: $0.run).key }
            harness.finish(admitted[0])
        }
        #expect(keys == ["a", nil, "a", nil])
    }

    @Test("behaviour 14: the only run of a key comes after one of the key with 10,000")
    func noisyKey() throws {
        let harness = AdmissionHarness(organizationLimit: 1)
        let queue = harness.queue("queue", perKey: 1, keys: .required)
        for _ in 0..<10_000 { _ = try harness.trigger(queue, key: "a") }
        let single = try harness.trigger(queue, key: "b")
        let first = harness.admit()
        harness.finish(first[0])
        #expect(harness.admit().map(\.run) == [single])
    }

    @Test("behaviour 14: a noisy queue does not starve another")
    func noisyQueue() throws {
        let harness = AdmissionHarness(organizationLimit: 1)
        let (noisy, quiet) = (harness.queue("noisy"), harness.queue("quiet"))
        for _ in 0..<100 { _ = try harness.trigger(noisy) }
        let single = try harness.trigger(quiet)
        harness.finish(harness.admit()[0])
        #expect(harness.admit().map(\.run) == [single])
    }

    @Test("behaviour 15: any text but the empty one is a key of its own")
    func opaqueKeys() throws {
        let keys = [
            "*", "a:b", "a|b", String(repeating: "k", count: 10_000), "🦉", "null", "0", " ", "'", "\"", "\0", "é",
            "e\u{301}",
        ]
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", perKey: 1, keys: .required)
        for key in keys + keys { _ = try harness.trigger(queue, key: key) }
        let admitted = harness.admit()
        #expect(admitted.count == keys.count)
        for (item, key) in zip(admitted, keys) {
            #expect(harness.look(item.run).key.map { Array($0.utf8) } == Array(key.utf8))
        }
    }

    @Test("behaviour 15: a key that is empty, missing or not asked for is refused")
    func refusedKeys() {
        let harness = AdmissionHarness()
        let required = harness.queue("required", keys: .required)
        let optional = harness.queue("optional", keys: .optional)
        let none = harness.queue("none")
        #expect(throws: Admission.EnqueueError.emptyKey) { try harness.trigger(required, key: "") }
        #expect(throws: Admission.EnqueueError.emptyKey) { try harness.trigger(optional, key: "") }
        #expect(throws: Admission.EnqueueError.missingKey) { try harness.trigger(required) }
        #expect(throws: Admission.EnqueueError.unexpectedKey) { try harness.trigger(none, key: "a") }
        #expect(harness.organization == .init())
        #expect(harness.pools(required).isEmpty)
    }

    @Test("behaviour 16: a run starts at once beside a full key with many runs ahead")
    func fullKey() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", perKey: 1, keys: .required)
        for _ in 0..<10_000 { _ = try harness.trigger(queue, key: "a") }
        #expect(harness.admit().count == 1)
        #expect(!harness.hasWork)
        let run = try harness.trigger(queue, key: "b")
        #expect(harness.hasWork)
        #expect(harness.admit().map(\.run) == [run])
    }

    @Test("a pool is forgotten with its last run")
    func forgottenPools() throws {
        let harness = AdmissionHarness()
        let queue = harness.queue("queue", perKey: 1, keys: .optional)
        for round in 0..<3 {
            for key in 0..<100 { _ = try harness.trigger(queue, key: "\(round)-\(key)") }
            #expect(harness.pools(queue).count == 100)
            for item in harness.admit() { harness.finish(item) }
            #expect(harness.pools(queue).isEmpty)
        }
        // Beside the organization, the queue, and its pool without a key.
        let records = harness.core.nodes.end
        #expect(records == 3 + 100)
    }

    @Test("the same key in two queues is two pools")
    func sameKeyTwice() throws {
        let harness = AdmissionHarness()
        for name in ["a", "b"] {
            let queue = harness.queue(name, perKey: 1, keys: .required)
            _ = try harness.trigger(queue, key: "key")
            _ = try harness.trigger(queue, key: "key")
        }
        #expect(harness.admit().count == 2)
    }
}
