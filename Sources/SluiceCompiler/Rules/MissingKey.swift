extension Rule {
    package static let missingKey = Rule("missing-key", "what a declaration can't do without is there")
}

extension Diagnostic {
    static func organizationWithoutLimit(at place: Place) -> Diagnostic {
        let message =
            "the organization has no limit; add 'concurrencyLimit: 100' for that many runs at once over all queues, or 'plans'"
        return Diagnostic(.error, .missingKey, message, at: place)
    }

    static func planWithoutLimit(_ name: Located<String>) -> Diagnostic {
        let message = "plan '\(name.value.shortened)' has no limit; write '{ concurrencyLimit: 10 }' after its colon"
        return Diagnostic(.error, .missingKey, message, at: name.place)
    }

    static func fieldWithoutType(_ name: Located<String>) -> Diagnostic {
        let message = "field '\(name.value.shortened)' has no type; add 'type: String', or another"
        return Diagnostic(.error, .missingKey, message, at: name.place)
    }

    static func missingPlan(at place: Place, plans: [String]) -> Diagnostic {
        let message =
            plans.isEmpty
            ? "'plans' is empty; declare one, such as 'free: { concurrencyLimit: 5 }', and name the default's under 'plan'"
            : "the organization has plans, but no 'plan' that a service gets by default; add 'plan: \(plans[0])'"
        return Diagnostic(.error, .missingKey, message, at: place)
    }

    static func planWithoutPlans(at place: Place) -> Diagnostic {
        Diagnostic(
            .error, .missingKey,
            "'plan' chooses among 'plans', but there are none; add them, or write 'concurrencyLimit'", at: place)
    }

    static func emptyLimits(at place: Place) -> Diagnostic {
        let message = "this limit has neither 'perKey' nor 'total'; write one, or leave 'concurrencyLimit' out"
        return Diagnostic(.error, .missingKey, message, at: place)
    }
}
