extension Rule {
    package static let unknownPlan = Rule("unknown-plan", "the default plan is one of the plans")
}

extension Diagnostic {
    static func unknownPlan(_ name: Located<String>, plans: [String]) -> Diagnostic {
        let nearest = NearestName.find(name.value, among: plans)
        let known = plans.isEmpty ? "declare it under 'plans'" : "the plans are \(plans.quotedList)"
        let remedy = nearest.map { "did you mean '\($0)'?" } ?? known
        let message = "plan '\(name.value.shortened)' is not declared; \(remedy)"
        return Diagnostic(.error, .unknownPlan, message, at: name.place)
    }
}
