extension Rule {
    package static let limitExceedsOrganization = Rule(
        "limit-exceeds-organization", "a queue's limit is within the organization's, or it is never reached",
        warns: true)
}

extension Diagnostic {
    /// For a limit that is over at least one cap.
    fileprivate static func limit(
        _ limit: Located<Int>, of queue: String, over organization: OrganizationDeclaration.Limit
    ) -> Diagnostic {
        switch organization {
        case .fixed(let cap): return limitExceedsOrganization(limit, of: queue, cap: cap, plan: nil)
        case .plans(let plans, _):
            let exceeded = plans.filter { limit.value > $0.concurrencyLimit.value }
            let largest = plans.max { $0.concurrencyLimit.value < $1.concurrencyLimit.value }
            guard let largest, exceeded.count == plans.count else {
                return limitExceedsPlans(limit, of: queue, plans: exceeded)
            }
            return limitExceedsOrganization(
                limit, of: queue, cap: largest.concurrencyLimit, plan: largest.name.value)
        }
    }

    static func limitExceedsOrganization(
        _ limit: Located<Int>, of queue: String, cap: Located<Int>, plan: String?
    ) -> Diagnostic {
        let capName = plan.map { "plan '\($0)', the largest," } ?? "the organization"
        let message =
            "queue '\(queue)' can never reach \(limit.value): \(capName) allows \(cap.value); "
            + "write \(cap.value) at most, or raise the \(plan == nil ? "organization's" : "plan's") limit"
        return Diagnostic(
            .error, .limitExceedsOrganization, message, at: limit.place,
            notes: [Note("the \(plan == nil ? "organization's" : "plan's") limit is here", at: cap.place)])
    }

    static func limitExceedsPlans(
        _ limit: Located<Int>, of queue: String, plans: [OrganizationDeclaration.Plan]
    ) -> Diagnostic {
        let names = plans.map(\.name.value).quotedList
        let message =
            "queue '\(queue)' can never reach \(limit.value) on \(plans.count == 1 ? "plan" : "plans") \(names)"
        return Diagnostic(
            .warning, .limitExceedsOrganization, message, at: limit.place,
            help:
                "lower it; or, where \(plans.count == 1 ? "this plan is" : "these plans are") to have less, add the comment: "
                + "# sluice:ignore limit-exceeds-organization",
            notes: plans.map { Note("plan '\($0.name.value)' allows less", at: $0.concurrencyLimit.place) })
    }
}

func checkOrganizationLimit(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    guard let organization = declarations.organization, let smallest = organization.caps.first?.limit.value else {
        return
    }
    for index in declarations.queues.indices {
        let limits = declarations.queues[index].limits
        for limit in [limits.perKey, limits.total] {
            guard let limit, limit.value > smallest else { continue }
            problems.append(.limit(limit, of: declarations.queues[index].name.value, over: organization.limit))
        }
    }
}
