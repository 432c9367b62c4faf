import Sluice

extension StoreConformance {
    /// Texts that a store could take for something else than text, or for each other.
    private static let peculiarKeys = [
        "*", "a:b", "a|b", "a", "b", ":", "|", "null", "NULL", "nil", "0", "00", "0.0", " ", "  ", "\t", "\n", "a\n",
        "a ",
        " a", "A", "'", "\"", "';--", "\\", "\\0", "\0", "a\0", "a\0b", "%", "_", "?", "$1", "{}", "[]", "true", "q",
        "t",
        "task/t", "👩‍👩‍👧‍👦", "👩", "🇩🇪", "\u{E9}", "e\u{301}", "\u{212B}", "\u{C5}", "\u{FEFF}", "\u{FEFF}a", "ﬁ", "fi", "ß",
        "ss", "\u{10FFFF}", "\u{200B}", "İ", "i", String(repeating: "k", count: 10_240),
        String(repeating: "k", count: 10_241), String(repeating: "é", count: 5_120),
    ]

    private static func bytes(_ texts: [String]) -> [[UInt8]] {
        texts.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    }

    static let opaqueKeys: [ConformanceCase] = [
        ConformanceCase([15], "a key is opaque: whatever its text, it has a pool of its own, compared byte by byte") {
            bench in
            try await declareKeyed(bench, perKey: 1)
            let worker = try await bench.worker()
            for key in peculiarKeys { try await bench.trigger(key: key, count: 2) }
            let started = try await worker.starts(1_000)
            let keys = started.map { $0.key ?? "" }
            try expect(bytes(keys), is: bytes(peculiarKeys), "the keys of the runs started, one of each")
            for run in started { try await worker.finish(run) }
            try expect(await worker.starts(1_000).count, is: peculiarKeys.count, "the second run of each key")
        },
        ConformanceCase([15], "a key comes back as it was given") { bench in
            try await declareKeyed(bench, perKey: 1)
            for key in peculiarKeys {
                let run = try await bench.trigger(key: key)
                let snapshot = try unwrap(await bench.store.run(run), "the run")
                try expect(Array((snapshot.key ?? "").utf8), is: Array(key.utf8), "the bytes of the run's key")
            }
        },
        ConformanceCase([15], "where keys are optional, no key is none of the keys") { bench in
            try await declareKeyed(bench, .optional, perKey: 1)
            for key in peculiarKeys { try await bench.trigger(key: key) }
            try await bench.trigger()
            try expect(await bench.worker().starts(1_000).count, is: peculiarKeys.count + 1, "runs started")
        },
        ConformanceCase([15], "an empty key is refused") { bench in
            for mode in [ConcurrencyKeyMode.required, .optional] {
                try await declareKeyed(bench, mode)
                try await bench.expect(.emptyKey, from: "a trigger with an empty key", mentioning: "'q'") {
                    try await bench.trigger(key: "")
                }
            }
            try expect(await bench.queue().queued, is: 0, "runs accepted")
        },
        ConformanceCase([28], "an idempotency key is opaque too, compared byte by byte") { bench in
            try await bench.declareOne()
            var runs: Set<RunID> = []
            for key in peculiarKeys {
                runs.insert(try await bench.trigger(options: TriggerOptions(idempotencyKey: key)))
            }
            try expect(runs.count, is: peculiarKeys.count, "runs made by as many keys")
            for key in peculiarKeys {
                runs.insert(try await bench.trigger(options: TriggerOptions(idempotencyKey: key)))
            }
            try expect(runs.count, is: peculiarKeys.count, "runs after every key was used again")
        },
    ]
}
