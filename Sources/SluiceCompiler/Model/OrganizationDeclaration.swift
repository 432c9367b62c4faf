/// The cap over every queue together.
package struct OrganizationDeclaration: Sendable {
    package struct Plan: Sendable {
        package let name: Located<String>
        package let concurrencyLimit: Located<Int>
    }

    package enum Limit: Sendable {
        case fixed(Located<Int>)
        /// One cap per plan, in declaration order; `standard` is what a service gets that names none.
        case plans([Plan], standard: Located<String>)
    }

    /// The place of the key `organization`.
    package let place: Place
    package var limit: Limit

    /// The names of the plans, in declaration order.
    package var planNames: [String] {
        switch limit {
        case .fixed: []
        case .plans(let plans, _): plans.map(\.name.value)
        }
    }

    /// A limit, and the plan that it is of if there are plans.
    package struct Cap: Sendable {
        package let limit: Located<Int>
        package let plan: String?
    }

    /// The limits that may be in force, the smallest first; of equal ones, that of the plan declared first.
    package var caps: [Cap] {
        switch limit {
        case .fixed(let limit): [Cap(limit: limit, plan: nil)]
        case .plans(let plans, _):
            plans.enumerated()
                .sorted { ($0.1.concurrencyLimit.value, $0.0) < ($1.1.concurrencyLimit.value, $1.0) }
                .map { Cap(limit: $1.concurrencyLimit, plan: $1.name.value) }
        }
    }
}
