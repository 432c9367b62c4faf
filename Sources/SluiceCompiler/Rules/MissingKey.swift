extension Rule {
    package static let missingKey = Rule("missing-key", "what a declaration can't do without is there")
}

extension Diagnostic {
    static func missingKey(_ key: String, in what: String, at place: Place) -> Diagnostic {
        Diagnostic(.error, .missingKey, "\(what) has no '\(key)'; add it", at: place)
    }

    static func missingPlan(at place: Place, plans: [String]) -> Diagnostic {
        let remedy = plans.isEmpty ? "declare one" : "add 'plan: \(plans[0])'"
        let message = "the organization has plans, but no 'plan' that a service gets by default; \(remedy)"
        return Diagnostic(.error, .missingKey, message, at: place)
    }

    static func planWithoutPlans(at place: Place) -> Diagnostic {
        Diagnostic(.error, .missingKey, "'plan' chooses among 'plans', but there are none; add them", at: place)
    }

    static func emptyLimits(at place: Place) -> Diagnostic {
        let message = "this limit has neither 'perKey' nor 'total'; write one, or leave 'concurrencyLimit' out"
        return Diagnostic(.error, .missingKey, message, at: place)
    }
}
