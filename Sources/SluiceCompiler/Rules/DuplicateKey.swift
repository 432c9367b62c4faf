extension Rule {
    package static let duplicateKey = Rule("duplicate-key", "a key is written once")
}

extension Diagnostic {
    static func duplicateKey(_ key: String, at place: Place, first: Place) -> Diagnostic {
        Diagnostic(
            .error, .duplicateKey, "'\(key.shortened)' is here twice; remove one, or merge them", at: place,
            notes: [Note("the first one is here", at: first)])
    }

    static func repeatedSection(_ key: Key, at place: Place, first: Place) -> Diagnostic {
        let message = "'\(key.name)' can be said once for all files of a target; merge the two"
        return Diagnostic(
            .error, .duplicateKey, message, at: place, notes: [Note("it is said here already", at: first)])
    }
}
