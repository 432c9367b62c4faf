extension Rule {
    package static let perKeyExceedsTotal = Rule("per-key-exceeds-total", "a key's limit is within its queue's total")
    package static let perKeyWithoutKey = Rule("per-key-without-key", "a limit per key is for a queue with keys")
    package static let ambiguousKeyedLimit = Rule(
        "ambiguous-keyed-limit", "a queue with keys says what its limit counts")
}

extension Diagnostic {
    static func perKeyExceedsTotal(_ perKey: Located<Int>, total: Located<Int>) -> Diagnostic {
        let message =
            "one key can never reach \(perKey.value): the whole queue allows \(total.value); "
            + "write 'perKey: \(total.value)' at most, or raise 'total'"
        return Diagnostic(
            .error, .perKeyExceedsTotal, message, at: perKey.place, notes: [Note("the total is here", at: total.place)])
    }

    static func perKeyWithoutKey(_ perKey: Located<Int>, queue: String) -> Diagnostic {
        let message =
            "queue '\(queue)' takes no key, so 'perKey' counts nothing; "
            + "add 'concurrencyKey: required', or write 'concurrencyLimit: \(perKey.value)'"
        return Diagnostic(.error, .perKeyWithoutKey, message, at: perKey.place)
    }

    static func ambiguousKeyedLimit(_ limit: Located<Int>, queue: String) -> Diagnostic {
        let message =
            "queue '\(queue)' takes keys, so \(limit.value) could count each key's runs or all of them; "
            + "write '{ perKey: \(limit.value) }' or '{ total: \(limit.value) }'"
        return Diagnostic(.error, .ambiguousKeyedLimit, message, at: limit.place)
    }
}

func checkKeyedLimits(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    for index in declarations.queues.indices where !declarations.queues[index].isFlawed {
        let limits = declarations.queues[index].limits
        let takesKeys = declarations.queues[index].concurrencyKey != .none
        if let perKey = limits.perKey, !takesKeys {
            problems.append(.perKeyWithoutKey(perKey, queue: declarations.queues[index].name.value))
        } else if let perKey = limits.perKey, let total = limits.total, perKey.value > total.value {
            problems.append(.perKeyExceedsTotal(perKey, total: total))
        }
        if let limit = limits.total, limits.isBare, takesKeys {
            problems.append(.ambiguousKeyedLimit(limit, queue: declarations.queues[index].name.value))
        }
    }
}
