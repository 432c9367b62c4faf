import FleetTasks
import Foundation
import Logging
import ServiceLifecycle
import Sluice

/// Executes runs until it is told to stop: one of any number of copies.
@main
struct FleetWorker {
    static func main() async {
        do {
            let store = try await Settings.store()
            let client = try await Client(store: store, declarations: Tasks.declarations)
            let recorder = try Recorder(folder: try Settings.records)
            var logger = Logger(label: "fleet.worker")
            logger.logLevel = .warning
            let worker = try Worker(
                client: client, handlers: FleetHandlers(recorder: recorder),
                options: WorkerOptions(concurrency: 12, gracePeriod: .seconds(10)), logger: logger)
            let services = ServiceGroup(services: [worker], gracefulShutdownSignals: [.sigterm], logger: logger)
            try await services.run()
            await store.close()
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(1)
        }
    }
}
