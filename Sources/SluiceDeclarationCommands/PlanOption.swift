import ArgumentParser
import SluiceCompiler

/// The plan that a command is to look at.
struct PlanOption: ParsableArguments {
    @Option(
        name: .customLong("plan"),
        help: ArgumentHelp("Look at this plan of the organization alone, instead of all.", valueName: "name"))
    var name: String?

    /// Ends the command where no target declares the plan.
    func check(against targets: [CheckedDeclarations]) throws {
        let plans = Set(targets.flatMap(\.plans)).sorted()
        guard let name, !plans.contains(name) else { return }
        guard !plans.isEmpty else {
            throw Failure.usage("plan '\(name)' is not declared: there are no 'plans' under 'organization'")
        }
        let remedy =
            NearestName.find(name, among: plans).map { "did you mean '\($0)'?" } ?? "the plans are \(plans.quotedList)"
        throw Failure.usage("plan '\(name)' is not declared; \(remedy)")
    }
}
