/// The most runs executing at once over every queue: none, one number, or a number per plan.
public enum OrganizationLimit: Sendable, Hashable {
    /// No bound over the queues' own.
    case unlimited
    /// One bound.
    case fixed(Int)
    /// A bound per plan, chosen when the service starts, and the plan that counts where none is named.
    case byPlan([String: Int], defaultPlan: String)

    /// The environment variable that chooses a plan where the caller names none.
    public static let planVariable = "SLUICE_PLAN"

    /// The limit in force.
    /// - Parameters:
    ///   - plan: The plan the caller named.
    ///   - environmentPlan: The value of `SLUICE_PLAN`; it counts only where plans are declared and `plan` is `nil`.
    /// - Throws: ``SluiceError`` with `unknownPlan`.
    func resolve(plan: String?, environmentPlan: String?) throws(SluiceError) -> Int? {
        switch self {
        case .unlimited, .fixed:
            if let plan {
                throw SluiceError(
                    .unknownPlan,
                    "plan '\(plan)' was named, but no plans are declared; declare 'organization.plans' or name no plan")
            }
            if case .fixed(let limit) = self { return limit }
            return nil
        case .byPlan(let limits, let defaultPlan):
            let isFromEnvironment = plan == nil && environmentPlan?.isEmpty == false
            let chosen = plan ?? (isFromEnvironment ? environmentPlan : nil) ?? defaultPlan
            guard let limit = limits[chosen] else {
                let source = isFromEnvironment ? " (from \(Self.planVariable))" : ""
                let known = limits.keys.sorted().map { "'\($0)'" }.joined(separator: ", ")
                throw SluiceError(.unknownPlan, "plan '\(chosen)'\(source) is not declared; the plans are \(known)")
            }
            return limit
        }
    }
}
