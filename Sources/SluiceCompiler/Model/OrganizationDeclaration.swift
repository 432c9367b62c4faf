/// The cap over every queue together.
struct OrganizationDeclaration: Sendable {
    struct Plan: Sendable {
        let name: Located<String>
        let concurrencyLimit: Located<Int>
    }

    enum Limit: Sendable {
        case fixed(Located<Int>)
        /// One cap per plan, in declaration order; `standard` is what a service gets that names none.
        case plans([Plan], standard: Located<String>)
    }

    /// The place of the key `organization`.
    let place: Place
    let limit: Limit

    /// What is allowed on the plan that allows least.
    var smallestLimit: Int {
        switch limit {
        case .fixed(let limit): limit.value
        case .plans(let plans, _): plans.map(\.concurrencyLimit.value).min() ?? .max
        }
    }
}
