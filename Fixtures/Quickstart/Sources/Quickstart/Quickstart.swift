import Foundation
import Sluice

@main
struct Quickstart {
    static func main() async {
        do {
            let report = try await run()
            report.show()
            if !report.holds { exit(1) }
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run() async throws -> Report {
        let workspace = try Workspace(documents: 8)
        defer { workspace.remove() }
        var report = Report()
        // A service is started on one plan. Here both are shown, unless SLUICE_PLAN chooses.
        let chosen = ProcessInfo.processInfo.environment[OrganizationLimit.planVariable]
        let plans = chosen.map { [$0] } ?? ["pro", "free"]
        for (position, plan) in plans.enumerated() {
            let scenario = try await Scenario(workspace: workspace, plan: plan)
            try await scenario.run(isFirst: position == 0, report: &report)
        }
        return report
    }
}
