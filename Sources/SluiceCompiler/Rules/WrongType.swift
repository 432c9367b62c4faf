extension Rule {
    package static let wrongType = Rule("wrong-type", "a value is of the kind that its key takes")
}

extension Diagnostic {
    static func wrongType(
        _ expected: String, found: String, at place: Place, remedy: String? = nil, help: String? = nil
    ) -> Diagnostic {
        let message = "\(expected), but here is \(found)" + (remedy.map { "; \($0)" } ?? "")
        return Diagnostic(.error, .wrongType, message, at: place, help: help)
    }
}
