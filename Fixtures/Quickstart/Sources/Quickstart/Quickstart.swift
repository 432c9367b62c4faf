import Foundation
import Sluice

@main
struct Quickstart {
    static func main() async throws {
        let workspace = try Workspace(documents: 8)
        var report = Report()
        // A service is started on one plan. Here both are shown, unless SLUICE_PLAN chooses.
        let chosen = ProcessInfo.processInfo.environment[OrganizationLimit.planVariable]
        let plans = chosen.map { [$0] } ?? ["pro", "free"]
        for (position, plan) in plans.enumerated() {
            let scenario = try await Scenario(workspace: workspace, plan: plan)
            try await scenario.run(isFirst: position == 0, report: &report)
        }
        workspace.remove()
        report.show()
        if !report.holds { exit(1) }
    }
}
