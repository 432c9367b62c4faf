extension Rule {
    package static let limitBelowOne = Rule("limit-below-one", "a limit leaves room for at least one run")
}

extension Diagnostic {
    static func limitBelowOne(_ key: Key, _ written: String, at place: Place) -> Diagnostic {
        let message =
            if key == .maxAttempts {
                "'maxAttempts' counts the first attempt too, so the least is 1; '\(written)' would run nothing"
            } else {
                "with a limit of \(written) nothing would ever run; write 1 or more, or hold a queue back with 'paused: true'"
            }
        return Diagnostic(.error, .limitBelowOne, message, at: place)
    }
}
