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

    /// The limit of the plan that allows least, and the plan's name if there are plans.
    package var smallest: (limit: Located<Int>, plan: String?)? {
        switch limit {
        case .fixed(let limit): (limit, nil)
        case .plans(let plans, _):
            plans.min { $0.concurrencyLimit.value < $1.concurrencyLimit.value }
                .map { ($0.concurrencyLimit, $0.name.value) }
        }
    }
}
