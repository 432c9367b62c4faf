import Foundation
@_spi(SluiceGenerated) import Sluice
import SluiceSQLite
import SluiceTestSupport
import Synchronization

/// A service that is to be killed: it triggers and executes runs over a file, and says in a journal of its own what it was told and what its
/// handlers did. `SluiceCrashWorker STORE JOURNAL SEED trigger | drain`.
@main
struct CrashWorker {
    static func main() async throws {
        let arguments = CommandLine.arguments
        if arguments.count == 4, arguments[1] == "soak", let minutes = Double(arguments[3]) {
            return try await Soak.run(path: arguments[2], minutes: minutes)
        }
        guard arguments.count == 5, let seed = UInt64(arguments[3]) else {
            fatalError(
                """
                usage: SluiceCrashWorker STORE JOURNAL SEED trigger|drain
                       SluiceCrashWorker soak STORE MINUTES
                """)
        }
        let journal = SideJournal(path: arguments[2])
        let store = try SQLiteStore(
            path: arguments[1], retention: Retention(count: 50_000_000, age: .seconds(365 * 86_400)))
        let client = try await Client(store: store, declarations: Declarations.crashing)
        let worker = try Worker(
            client: client, handlers: Handlers(journal: journal), options: WorkerOptions(gracePeriod: .zero))
        print("ready")
        fflush(nil)
        let serving = Task { try await worker.run() }
        if arguments[4] == "drain" {
            try await drain(store)
            serving.cancel()
            try await serving.value
            store.close()
        } else {
            try await withThrowingDiscardingTaskGroup { group in
                for number in 0..<3 {
                    group.addTask {
                        var triggerer = Triggerer(client: client, journal: journal, seed: seed * 3 + UInt64(number))
                        try await triggerer.triggerForever()
                    }
                }
            }
        }
    }

    /// Lets everything end.
    private static func drain(_ store: SQLiteStore) async throws {
        while true {
            let live = try await store.runs(
                matching: RunFilter(states: Set(RunState.allCases.filter { !$0.isTerminal }), limit: 1_000))
            if live.isEmpty { return }
            for run in live { _ = try await store.ending(of: run.id) }
        }
    }
}

extension Declarations {
    /// Every limit that there is, and every way in which a run goes on after a crash.
    static var crashing: Declarations {
        var declarations = Declarations()
        declarations.setOrganization(concurrencyLimit: 6)
        declarations.addQueue("plain", concurrencyLimit: 3)
        declarations.addQueue("keyed", concurrencyKey: .required, perKey: 2, total: 4)
        declarations.addQueue("serial", concurrencyLimit: 1)
        let patient = RetryPolicy(maxAttempts: 100_000, minTimeout: .zero)
        declarations.addTask("step", queue: "plain", retry: patient)
        declarations.addTask("flaky", queue: "plain", retry: patient)
        declarations.addTask("tenant", queue: "keyed", retry: RetryPolicy(maxAttempts: 2, minTimeout: .zero))
        declarations.addTask("parent", queue: "serial", retry: patient, waitsFor: ["step"])
        return declarations
    }
}

protocol NumberedTask: TaskDefinition where Payload == Int, Output == Int {}

enum Step: NumberedTask {
    static let id = "step"
    typealias Payload = Int
    typealias Output = Int
    typealias Queue = DefaultQueue
}

enum Flaky: NumberedTask {
    static let id = "flaky"
    typealias Payload = Int
    typealias Output = Int
    typealias Queue = DefaultQueue
}

enum Tenant: NumberedTask {
    static let id = "tenant"
    typealias Payload = Int
    typealias Output = Int

    struct Queue: QueueSelection {
        let choice: QueueChoice
        init(key: String) { choice = QueueChoice("keyed", key: key) }
    }
}

enum Parent: NumberedTask {
    static let id = "parent"
    typealias Payload = Int
    typealias Output = Int
    typealias Queue = DefaultQueue
}
