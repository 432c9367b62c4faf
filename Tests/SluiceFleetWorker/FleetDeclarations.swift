#if Postgres
    @_spi(SluiceGenerated) import Sluice

    extension Declarations {
        /// Every kind of limit, and every way in which a run ends or goes on.
        /// - Parameter version: Of two that are deployed in turn.
        static func fleet(_ version: FleetVersion) -> Declarations {
            var declarations = Declarations()
            declarations.setOrganization(concurrencyLimit: 12)
            declarations.addQueue("plain", concurrencyLimit: version == .first ? 3 : 2)
            declarations.addQueue("serial", concurrencyLimit: 1)
            declarations.addQueue("keyed", concurrencyKey: .required, perKey: 1)
            declarations.addQueue("capped", concurrencyKey: .required, perKey: 2, total: 4)
            declarations.addQueue("free")
            declarations.addQueue("parents", concurrencyLimit: 2)
            declarations.addQueue("holders", concurrencyLimit: 2, onWait: .hold)
            func retry(_ attempts: Int) -> RetryPolicy {
                RetryPolicy(maxAttempts: attempts, factor: 1, minTimeout: .milliseconds(5), randomize: false)
            }
            let patient = retry(100_000)
            declarations.addTask("step", queue: "plain", retry: patient)
            declarations.addTask("only", queue: "serial", retry: patient)
            declarations.addTask("brief", queue: "serial", retry: patient, ttl: .milliseconds(300))
            declarations.addTask("tenant", queue: "keyed", retry: patient)
            declarations.addTask("shop", queue: "capped", retry: retry(3))
            declarations.addTask("flaky", queue: "free", retry: patient)
            declarations.addTask("once", queue: "free", retry: patient)
            declarations.addTask("doomed", queue: "free", retry: retry(2))
            declarations.addTask("slow", queue: "free", retry: patient, maxDuration: .milliseconds(100))
            declarations.addTask("parent", queue: "parents", retry: patient, waitsFor: ["step"])
            declarations.addTask("holder", queue: "holders", retry: patient, waitsFor: ["flaky"])
            // Whoever asks for ticks does so by itself: there is none by the clock.
            declarations.addTask(
                "tick", queue: "free", retry: patient, schedule: TaskSchedule(cron: "0 0 29 2 *", missed: .skip))
            if version == .second {
                declarations.addQueue("extras", concurrencyLimit: 2)
                declarations.addTask("extra", queue: "extras", retry: patient)
            }
            return declarations
        }
    }

    enum FleetVersion: String {
        case first = "1"
        case second = "2"
    }

    /// A task whose payload is a number that tells its trigger from all others.
    protocol FleetTask: TaskDefinition where Payload == Int, Output == Int, Queue == FleetQueue {}

    struct FleetQueue: QueueSelection {
        let choice: QueueChoice
    }

    enum Step: FleetTask { static let id = "step" }
    enum Only: FleetTask { static let id = "only" }
    enum Brief: FleetTask { static let id = "brief" }
    enum Tenant: FleetTask { static let id = "tenant" }
    enum Shop: FleetTask { static let id = "shop" }
    enum Flaky: FleetTask { static let id = "flaky" }
    enum Once: FleetTask { static let id = "once" }
    enum Doomed: FleetTask { static let id = "doomed" }
    enum Slow: FleetTask { static let id = "slow" }
    enum Parent: FleetTask { static let id = "parent" }
    enum Holder: FleetTask { static let id = "holder" }
    enum Tick: FleetTask { static let id = "tick" }
    enum Extra: FleetTask { static let id = "extra" }
#endif
