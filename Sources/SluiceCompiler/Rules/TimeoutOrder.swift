extension Rule {
    package static let timeoutOrder = Rule("timeout-order", "times leave room for what they bound")
}

extension Diagnostic {
    static func minTimeoutOverMax(_ retry: RetryPolicy, at place: Place) -> Diagnostic {
        let remedy =
            retry.maxTimeoutPlace == nil
            ? "that is the default: add 'maxTimeout: \(retry.minTimeout)' or more" : "swap them, or raise 'maxTimeout'"
        let message = "'minTimeout' of \(retry.minTimeout) is over the 'maxTimeout' of \(retry.maxTimeout); \(remedy)"
        return Diagnostic(
            .error, .timeoutOrder, message, at: place,
            notes: retry.minTimeoutPlace != nil && retry.maxTimeoutPlace != nil
                ? [Note("'maxTimeout' is here", at: retry.maxTimeoutPlace!)] : [])
    }

    static func maxTimeoutUnderDefault(_ retry: RetryPolicy, at place: Place) -> Diagnostic {
        let message =
            "'maxTimeout' of \(retry.maxTimeout) is under the 'minTimeout' of \(retry.minTimeout); "
            + "that is the default: add 'minTimeout: \(retry.maxTimeout)' or less"
        return Diagnostic(.error, .timeoutOrder, message, at: place)
    }

    static func zeroTTL(at place: Place) -> Diagnostic {
        let message = "no run can start within a 'ttl' of 0; raise it, or leave it out for none"
        return Diagnostic(.error, .timeoutOrder, message, at: place)
    }

    static func zeroMaxDuration(at place: Place) -> Diagnostic {
        let message = "no attempt can finish within a 'maxDuration' of 0; raise it, or leave it out for none"
        return Diagnostic(.error, .timeoutOrder, message, at: place)
    }
}

func checkTimeouts(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    for index in declarations.tasks.indices {
        let retry = declarations.tasks[index].retry
        if retry.minTimeout > retry.maxTimeout {
            if let place = retry.minTimeoutPlace {
                problems.append(.minTimeoutOverMax(retry, at: place))
            } else if let place = retry.maxTimeoutPlace {
                problems.append(.maxTimeoutUnderDefault(retry, at: place))
            }
        }
        if let ttl = declarations.tasks[index].ttl, ttl.value.count == 0 { problems.append(.zeroTTL(at: ttl.place)) }
        if let most = declarations.tasks[index].maxDuration, most.value.count == 0 {
            problems.append(.zeroMaxDuration(at: most.place))
        }
    }
}
