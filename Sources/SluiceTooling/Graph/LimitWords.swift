import SluiceCompiler

/// Says in words what bounds a queue, and which limit binds on which plan.
struct LimitWords {
    /// A cap over all queues.
    private struct Cap {
        let plan: String?
        let limit: Int
        let isDefault: Bool
    }

    private let organization: [Cap]
    /// The most runs of all queues together; `nil` where one of them has no bound.
    private let sum: Int?

    init(_ declarations: Declarations, plan: String?) {
        organization =
            switch declarations.organization?.limit {
            case nil: []
            case .fixed(let limit): [Cap(plan: nil, limit: limit.value, isDefault: true)]
            case .plans(let plans, let standard):
                plans.filter { plan == nil || $0.name.value == plan }.map {
                    Cap(
                        plan: $0.name.value, limit: $0.concurrencyLimit.value,
                        isDefault: $0.name.value == standard.value)
                }
            }
        sum = declarations.queues.reduce(0) { sum, queue in
            guard let sum, let total = queue.limits.total?.value else { return nil }
            return sum.addingReportingOverflow(total).overflow ? nil : sum + total
        }
    }

    /// A line for each plan, or for the organization.
    var caps: [String] {
        let together =
            sum.map { $0 == 0 ? "there are no queues" : "the queues together run \($0) at most" }
            ?? "the queues together run any number"
        guard !organization.isEmpty else { return ["no limit over all queues: \(together)"] }
        return organization.map { cap in
            let plan = cap.plan.map { "plan \($0)\(cap.isDefault ? " (default)" : ""): " } ?? ""
            let isReached = sum.map { $0 > cap.limit } ?? true
            return "\(plan)\(cap.limit) at once, \(isReached ? "which binds" : "which is never reached"): \(together)"
        }
    }

    /// What bounds a queue.
    func facts(of queue: QueueDeclaration) -> [String] {
        var facts = [limit(of: queue)]
        facts += overruling(queue).map { cap in
            "\(cap.plan.map { "plan \($0)" } ?? "the organization") allows \(cap.limit)"
        }
        if queue.concurrencyKey == .optional { facts.append("runs without a key are one more pool") }
        if queue.onWait == .hold { facts.append("keeps its slots while a run waits") }
        if queue.paused { facts.append("paused when first registered") }
        return facts
    }

    func isOverruled(_ queue: QueueDeclaration) -> Bool { !overruling(queue).isEmpty }

    private func overruling(_ queue: QueueDeclaration) -> [Cap] {
        let limits = [queue.limits.total, queue.limits.perKey].compactMap { $0?.value }
        return organization.filter { cap in limits.contains { $0 > cap.limit } }
    }

    private func limit(of queue: QueueDeclaration) -> String {
        switch (queue.limits.perKey?.value, queue.limits.total?.value) {
        case (let perKey?, let total?): "\(perKey) at once for each key, \(total) in all"
        case (let perKey?, nil): "\(perKey) at once for each key"
        case (nil, let total?): queue.concurrencyKey == .none ? "\(total) at once" : "\(total) at once over all keys"
        case (nil, nil): organization.isEmpty ? "no limit" : "no limit but the organization's"
        }
    }
}
