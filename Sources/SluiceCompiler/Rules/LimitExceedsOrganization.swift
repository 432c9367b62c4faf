extension Rule {
    static let limitExceedsOrganization = Rule(
        "limit-exceeds-organization", "a queue's limit is within the organization's, or it is never reached")
}

extension Diagnostic {
    static func limitExceedsOrganization(
        _ limit: Located<Int>, of queue: String, cap: Located<Int>, plan: String?
    ) -> Diagnostic {
        let capName = plan.map { "plan '\($0)', the largest," } ?? "the organization"
        let message =
            "queue '\(queue)' can never reach \(limit.value): \(capName) allows \(cap.value); "
            + "write \(cap.value) at most, or raise the organization's limit"
        return Diagnostic(
            .error, .limitExceedsOrganization, message, at: limit.place,
            notes: [Note("the organization's limit is here", at: cap.place)])
    }

    static func limitExceedsPlans(
        _ limit: Located<Int>, of queue: String, plans: [OrganizationDeclaration.Plan]
    ) -> Diagnostic {
        let names = plans.map(\.name.value).quotedList
        let message =
            "queue '\(queue)' can never reach \(limit.value) on \(plans.count == 1 ? "plan" : "plans") \(names)"
        return Diagnostic(
            .warning, .limitExceedsOrganization, message, at: limit.place,
            notes: plans.map { Note("plan '\($0.name.value)' allows less", at: $0.concurrencyLimit.place) })
    }
}

func checkOrganizationLimit(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    guard let organization = declarations.organization else { return }
    for queue in declarations.queues {
        for limit in [queue.limits.perKey, queue.limits.total].compactMap(\.self) {
            switch organization.limit {
            case .fixed(let cap):
                if limit.value > cap.value {
                    problems.append(
                        .limitExceedsOrganization(limit, of: queue.name.value, cap: cap, plan: nil))
                }
            case .plans(let plans, _):
                let exceeded = plans.filter { limit.value > $0.concurrencyLimit.value }
                let largest = plans.max { $0.concurrencyLimit.value < $1.concurrencyLimit.value }
                if let largest, exceeded.count == plans.count {
                    problems.append(
                        .limitExceedsOrganization(
                            limit, of: queue.name.value, cap: largest.concurrencyLimit, plan: largest.name.value))
                } else if !exceeded.isEmpty {
                    problems.append(.limitExceedsPlans(limit, of: queue.name.value, plans: exceeded))
                }
            }
        }
    }
}
