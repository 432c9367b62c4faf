import SluiceCompiler

/// The cap over all queues, and the plans that say which it is.
func compareOrganizations(_ versions: Versions, _ log: inout ChangeLog) {
    let (old, new) = (versions.old.organization, versions.new.organization)
    let (oldPlans, newPlans) = (old?.plans ?? [:], new?.plans ?? [:])
    let subject = "most runs at once over all queues"
    for name in oldPlans.keys.sorted() {
        guard let plan = newPlans[name] else {
            let place = oldPlans[name]!.name.place
            log.add(.planRemoved, "plan '\(name)' is removed", at: .old(place))
            continue
        }
        compareLimits(
            "\(subject) on plan '\(name)'", oldPlans[name]!.concurrencyLimit, plan.concurrencyLimit,
            at: plan.name.place,
            &log)
    }
    for name in newPlans.keys.sorted() where oldPlans[name] == nil {
        log.add(
            .planAdded, "plan '\(name)' is added, with a limit of \(newPlans[name]!.concurrencyLimit.value)",
            at: .new(newPlans[name]!.name.place))
    }
    if let was = old?.standardPlan, let now = new?.standardPlan {
        guard was.value != now.value else { return }
        log.add(
            .defaultPlanChanged, "services that name no plan are on plan '\(now.value)', and were on '\(was.value)'",
            at: .new(now.place), notes: [("it was '\(was.value)'", .old(was.place))])
    } else {
        // What counts where no plan is named.
        compareLimits(subject, old?.standardLimit, new?.standardLimit, at: new?.place, &log)
    }
}

extension OrganizationDeclaration {
    fileprivate var plans: [String: Plan] {
        guard case .plans(let plans, _) = limit else { return [:] }
        return Dictionary(plans.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    }

    fileprivate var standardPlan: Located<String>? {
        guard case .plans(_, let standard) = limit else { return nil }
        return standard
    }

    fileprivate var standardLimit: Located<Int>? {
        switch limit {
        case .fixed(let limit): limit
        case .plans(let plans, let standard): plans.first { $0.name.value == standard.value }?.concurrencyLimit
        }
    }
}
