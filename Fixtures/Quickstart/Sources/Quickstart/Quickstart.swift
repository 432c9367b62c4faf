import Foundation
import Sluice

@main
struct Quickstart {
    static func main() async throws {
        let workspace = try Workspace(documents: 8)
        defer { workspace.remove() }
        var report = Report()
        // The plan comes from SLUICE_PLAN where that is set, as in any service.
        let plans =
            ProcessInfo.processInfo.environment[OrganizationLimit.planVariable] == nil ? ["pro", "free"] : [nil]
        for (position, plan) in plans.enumerated() {
            let scenario = try await Scenario(workspace: workspace, plan: plan)
            try await scenario.run(isFirst: position == 0, report: &report)
        }
        report.show()
        if !report.holds { exit(1) }
    }
}
