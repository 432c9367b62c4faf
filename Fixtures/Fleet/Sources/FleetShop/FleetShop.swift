import FleetTasks
import Foundation
import Sluice

/// Triggers, waits for what comes of it, and in the end tells the most that ever executed at once, over all processes.
@main
struct FleetShop {
    static func main() async {
        do {
            let store = try await Settings.store()
            let client = try await Client(store: store, declarations: Tasks.declarations)
            let scenario = Scenario(tasks: Tasks(client), records: Records(folder: try Settings.records))
            let report = try await scenario.run()
            await store.close()
            report.show()
            if !report.holds { exit(1) }
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(1)
        }
    }
}
