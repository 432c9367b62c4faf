internal import SluiceYAML

extension Parser {
    mutating func organization(_ section: FileSections.Section) -> OrganizationDeclaration? {
        let place = place(section.key)
        var limit: Located<Int>?
        var plans: (list: [OrganizationDeclaration.Plan], place: Place)?
        var standard: Located<String>?
        var isFlawed = false
        let before = problems.count
        eachKey(of: section.value, .organization) { parser, key, keyID, value in
            switch key {
            case .concurrencyLimit: limit = parser.count(value, key)
            case .plans: plans = (parser.plans(value), parser.place(keyID))
            case .plan: standard = parser.scalar(value, "'plan' is the name of a plan")
            default: break
            }
        }
        isFlawed = problems.count > before

        if let plans {
            if let limit { report(.limitBesidePlans(at: plans.place, limit: limit.place)) }
            guard let standard else {
                if !isFlawed { report(.missingPlan(at: plans.place, plans: plans.list.map(\.name.value))) }
                return nil
            }
            guard plans.list.contains(where: { $0.name.value == standard.value }) else {
                report(.unknownPlan(standard, plans: plans.list.map(\.name.value)))
                return nil
            }
            return OrganizationDeclaration(place: place, limit: .plans(plans.list, standard: standard))
        }
        if let standard { report(.planWithoutPlans(at: standard.place)) }
        guard let limit else {
            if !isFlawed { report(.organizationWithoutLimit(at: place)) }
            return nil
        }
        return OrganizationDeclaration(place: place, limit: .fixed(limit))
    }

    private mutating func plans(_ id: YAMLNode.ID) -> [OrganizationDeclaration.Plan] {
        var plans: [OrganizationDeclaration.Plan] = []
        eachName(of: id, .plan) { parser, name, value in
            var limit: Located<Int>?
            let before = parser.problems.count
            parser.eachKey(of: value, .plan) { parser, key, _, value in limit = parser.count(value, key) }
            if let limit {
                plans.append(OrganizationDeclaration.Plan(name: name, concurrencyLimit: limit))
            } else if parser.problems.count == before {
                parser.report(.planWithoutLimit(name))
            }
        }
        return plans
    }
}
