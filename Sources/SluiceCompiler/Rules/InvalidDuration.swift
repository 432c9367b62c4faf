extension Rule {
    package static let invalidDuration = Rule(
        "invalid-duration", "a duration is numbers with units, the largest first: 1h30m")
}

extension Diagnostic {
    static func invalidDuration(_ text: Located<String>, _ flaw: DurationFlaw, for key: Key) -> Diagnostic {
        let written = text.value.shortened
        let message =
            switch flaw {
            case .noUnit: "'\(written)' has no unit; write '\(written)s' for seconds or '\(written)ms' for milliseconds"
            case .disorder(let value): "'\(written)' has its units out of order or twice; write '\(value)'"
            case .tooLong: "'\(written)' is longer than the \(Milliseconds.longest) that a duration may have"
            case .unreadable where key == .priority && text.value.utf8.first?.isLetter == true:
                "'\(written)' is not a duration; a priority is a head start over the other runs of the queue, such as 30s"
            case .unreadable:
                "'\(written)' is not a duration; "
                    + (Milliseconds.meant(by: text.value).map { "write '\($0)'" }
                        ?? "write whole numbers with units, such as 250ms, 30s, 5m, 1h30m or 2d")
            }
        return Diagnostic(.error, .invalidDuration, message, at: text.place)
    }
}
