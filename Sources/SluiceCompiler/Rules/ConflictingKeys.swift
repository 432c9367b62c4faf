extension Rule {
    package static let conflictingKeys = Rule(
        "conflicting-keys", "keys that say the same differently don't stand together")
}

extension Diagnostic {
    static func limitBesidePlans(at place: Place, limit: Place) -> Diagnostic {
        let message = "the organization has both 'concurrencyLimit' and 'plans'; keep one: a plan has its own limit"
        return Diagnostic(
            .error, .conflictingKeys, message, at: place, notes: [Note("'concurrencyLimit' is set here", at: limit)])
    }

    static func secondDefault(at place: Place, first: Place) -> Diagnostic {
        Diagnostic(
            .error, .conflictingKeys, "the field has two defaults; remove one", at: place,
            notes: [Note("the other one is here", at: first)])
    }
}
