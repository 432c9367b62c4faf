/// A target's declarations, looked through by every rule: what generating, drawing and comparing begin with.
package struct CheckedDeclarations: Sendable {
    /// What the files declare. References lead somewhere and names differ only where there is no error.
    package let declarations: Declarations
    /// All problems of all files, sorted by place, each once.
    package let diagnostics: [Diagnostic]
    /// The plans that are declared, in that order, also where only one was checked.
    package let plans: [String]

    /// Whether anything stops the build.
    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Reads and checks the files of one target.
    ///
    /// - Parameter plan: Check as if the organization were on this plan for ever; `nil` checks over all plans. A plan that is not
    ///   declared changes nothing.
    package init(_ files: [SourceFile], plan: String? = nil) {
        var (declarations, problems) = readDeclarations(files)
        plans = declarations.organization?.planNames ?? []
        if let plan { declarations.organization?.settle(on: plan) }
        for check in Rule.checks { check(declarations, &problems) }
        self.declarations = declarations
        diagnostics = problems.withoutEchoes()
            .silenced(by: declarations.ignoreComments, isPartial: plan != nil)
            .sortedOnce()
            .firstOnes()
            .withMisreadings(in: declarations.files)
    }
}

extension OrganizationDeclaration {
    fileprivate mutating func settle(on name: String) {
        guard case .plans(let plans, _) = limit, let plan = plans.first(where: { $0.name.value == name }) else {
            return
        }
        limit = .plans([plan], standard: plan.name)
    }
}
