import Sluice

extension StoreConformance {
    static let badInput: [ConformanceCase] = [
        ConformanceCase([], "a task that is not declared is refused") { bench in
            try await bench.declareOne()
            for task in ["nobody", "", "T", "t "] {
                try await bench.expect(.unknownTask, from: "the trigger", mentioning: "'\(task)'") {
                    try await bench.trigger(task)
                }
            }
        },
        ConformanceCase([], "a queue that is not declared is refused") { bench in
            try await bench.declareOne()
            try await bench.expect(.unknownQueue, from: "the trigger", mentioning: "'nowhere'") {
                try await bench.trigger(queue: "nowhere")
            }
        },
        ConformanceCase([], "a task uses its own queue and its overrides only") { bench in
            try await bench.declare {
                for name in ["own", "allowed", "foreign"] { $0.addQueue(name) }
                $0.addTask("t", queue: "own", overrides: ["allowed"])
            }
            for queue in ["own", "allowed"] {
                let run = try await bench.trigger(queue: queue)
                try expect(await bench.store.run(run)?.queue, is: queue, "the run's queue")
            }
            try await bench.expect(.queueNotAllowed, from: "the trigger", mentioning: "'foreign'") {
                try await bench.trigger(queue: "foreign")
            }
        },
        ConformanceCase([15], "a key is demanded, or refused, as the queue declares") { bench in
            try await bench.declare {
                $0.addQueue("none")
                $0.addQueue("required", concurrencyKey: .required)
                $0.addQueue("optional", concurrencyKey: .optional)
                $0.addTask("t", queue: "none", overrides: ["required", "optional"])
            }
            for key in ["k", ""] {
                try await bench.expect(.unexpectedKey, from: "a key for a queue without", mentioning: "'none'") {
                    try await bench.trigger(key: key)
                }
            }
            try await bench.expect(.missingKey, from: "no key for a queue with", mentioning: "'required'") {
                try await bench.trigger(queue: "required")
            }
            for key in [nil, "k"] { try await bench.trigger(queue: "optional", key: key) }
            try expect(await bench.worker().starts().count, is: 2, "runs accepted")
        },
        ConformanceCase([], "a payload of 1 MiB is accepted, and one byte more is refused") { bench in
            try await bench.declareOne()
            var request = bench.request()
            request.payload = [UInt8](repeating: 0x20, count: Client.maximumPayloadSize)
            _ = try await bench.store.enqueue([request])
            try expect(await bench.worker().start().payload.count, is: 1 << 20, "the payload's bytes")
            var larger = bench.request()
            larger.payload = [UInt8](repeating: 0x20, count: Client.maximumPayloadSize + 1)
            try await bench.expect(.payloadTooLarge, from: "the trigger", mentioning: "1048577") {
                try await bench.store.enqueue([larger])
            }
        },
        ConformanceCase([], "a batch is accepted all or none, and names the item that is not") { bench in
            try await declareKeyed(bench, .optional)
            var tooLarge = bench.request()
            tooLarge.payload = [UInt8](repeating: 0x20, count: Client.maximumPayloadSize + 1)
            let bad: [(SluiceError.Code, RunRequest)] = [
                (.unknownTask, bench.request("nobody")), (.unknownQueue, bench.request(queue: "nowhere")),
                (.emptyKey, bench.request(key: "")), (.payloadTooLarge, tooLarge),
                (.invalidOption, bench.request(options: TriggerOptions(maxAttempts: 0))),
            ]
            for (code, request) in bad {
                var batch = (0..<5).map { _ in bench.request() }
                batch[3] = request
                try await bench.expect(code, from: "the batch", mentioning: "item 3") {
                    try await bench.store.enqueue(batch)
                }
                for other in batch { try expect(await bench.store.run(other.id), is: nil, "a run of the batch") }
            }
            try expect(await bench.queue().queued, is: 0, "runs accepted")
        },
        ConformanceCase([], "an empty batch is accepted") { bench in
            try await bench.declareOne()
            try expect(await bench.store.enqueue([]), is: [], "the answers")
        },
        ConformanceCase([4], "a large batch is one step, in order") { bench in
            try await bench.declareOne(limit: 1)
            let runs = try await bench.trigger(count: 2_000)
            try expect(await bench.queue().queued, is: 2_000, "runs accepted")
            try expect(await bench.worker().start().id, is: runs[0], "the first of them")
        },
        ConformanceCase([], "options that mean nothing are refused, each by its name") { bench in
            try await bench.declareOne()
            let options: [(String, TriggerOptions)] = [
                ("'ttl'", TriggerOptions(ttl: .zero)), ("'ttl'", TriggerOptions(ttl: .seconds(-1))),
                ("'priority'", TriggerOptions(priority: .seconds(-1))),
                ("'maxAttempts'", TriggerOptions(maxAttempts: 0)), ("'maxAttempts'", TriggerOptions(maxAttempts: -1)),
                ("'idempotencyKey'", TriggerOptions(idempotencyKey: "")),
                ("'idempotencyKeyTTL'", TriggerOptions(idempotencyKey: "k", idempotencyKeyTTL: .zero)),
                ("'tags'", TriggerOptions(tags: [String](repeating: "t", count: 11))),
                ("'tags'", TriggerOptions(tags: [String(repeating: "t", count: 129)])),
            ]
            for (name, options) in options {
                try await bench.expect(.invalidOption, from: "the trigger", mentioning: name) {
                    try await bench.trigger(options: options)
                }
            }
            try expect(await bench.queue().queued, is: 0, "runs accepted")
        },
        ConformanceCase([], "options at their bounds are accepted") { bench in
            try await bench.declareOne()
            let tag = String(repeating: "é", count: 128)
            let options = [
                TriggerOptions(ttl: .microseconds(1)), TriggerOptions(priority: .zero), TriggerOptions(maxAttempts: 1),
                TriggerOptions(maxAttempts: Int.max), TriggerOptions(tags: [String](repeating: tag, count: 10)),
                TriggerOptions(priority: .seconds(Int64.max)), TriggerOptions(idempotencyKeyTTL: .zero),
                TriggerOptions(idempotencyKey: "k", idempotencyKeyTTL: .seconds(Int64.max)),
            ]
            for options in options { try await bench.trigger(options: options) }
            try expect(await bench.queue().queued, is: options.count, "runs accepted")
        },
    ]
}
