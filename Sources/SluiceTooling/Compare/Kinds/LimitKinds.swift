// Limits of queues, the organization and its plans.
extension ChangeKind {
    static let limitLowered = ChangeKind(
        "limit-lowered", .risky, "a limit is lowered",
        effect: """
            nothing that executes is stopped, but nothing starts until fewer execute: queues grow longer, and \
            runs with a ttl may expire
            """)
    static let limitAdded = ChangeKind(
        "limit-added", .risky, "a limit is set where there was none",
        effect: """
            nothing that executes is stopped, but nothing starts until fewer execute: queues grow longer, and \
            runs with a ttl may expire
            """)
    static let limitRaised = ChangeKind(
        "limit-raised", .safe, "a limit is raised",
        effect: "more runs execute at once, as soon as a service registers it")
    static let limitRemoved = ChangeKind(
        "limit-removed", .risky, "a limit is removed",
        effect: "only the limits above it bound how many runs execute at once")
    static let exclusionLost = ChangeKind(
        "exclusion-lost", .risky, "a limit of 1 is raised or removed",
        effect: "runs that were executed one at a time execute beside each other",
        remedy: "make sure that the handlers bear it: nothing excludes another run any more")
    static let planRemoved = ChangeKind(
        "plan-removed", .breaking, "a plan is removed",
        effect: "a service that is started with it refuses to start",
        remedy: "start every service with another plan first")
    static let planAdded = ChangeKind(
        "plan-added", .safe, "a plan is added", effect: "no service is started with it yet")
    static let defaultPlanChanged = ChangeKind(
        "default-plan-changed", .risky, "the default plan is changed",
        effect: "services that name no plan get the limit of another one",
        remedy: "name the plan where a service is started, in 'SLUICE_PLAN'")

    static let limits = [
        limitLowered, limitAdded, limitRaised, limitRemoved, exclusionLost, planRemoved, planAdded, defaultPlanChanged,
    ]
}
