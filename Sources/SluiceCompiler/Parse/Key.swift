/// Every key that a declaration file may hold. A case is named as the key is written.
package enum Key: Int, CaseIterable {
    case organization, queues, types, tasks, swift
    case concurrencyLimit, plans, plan
    case perKey, total
    case description, concurrencyKey, onWait, paused
    case payload, output, queue, overrides, retry, maxDuration, ttl, priority, waitsFor, schedule
    case cron, timezone, missed
    case maxAttempts, factor, minTimeout, maxTimeout, randomize
    case type, `default`
    case namespace, access, generate, imports, conformances

    /// As it is written.
    package var name: String { Vocabulary.words[rawValue] }
}

/// The words that a tree numbers, so that the parser compares numbers instead of text: keys, then built-in types.
package enum Vocabulary {
    package static let words = Key.allCases.map { String(describing: $0) } + builtins.map(\.rawValue)

    private static let builtins = Array(BuiltinType.allCases)

    package static func key(symbol: Int) -> Key? { Key(rawValue: symbol) }

    package static func builtin(symbol: Int) -> BuiltinType? {
        let index = symbol - Key.allCases.count
        return builtins.indices.contains(index) ? builtins[index] : nil
    }
}
