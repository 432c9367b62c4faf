#if Postgres
    import Dispatch
    import Foundation
    import Logging
    @_spi(SluiceGenerated) import Sluice
    import SluicePostgres
    import SluiceTestSupport
    import Synchronization

    /// One process of a fleet that shares a database, to which bad things are done. It says in a journal of its own
    /// what its handlers did and what it was told: `SluiceFleetWorker work|trigger CONNECTION JOURNAL SEED`. SIGTERM
    /// lets it come to its end.
    @main
    struct FleetWorker {
        static let isStopping = Atomic(false)

        static func main() async throws {
            let arguments = CommandLine.arguments
            guard arguments.count == 5, let seed = UInt64(arguments[4]) else {
                fatalError("usage: SluiceFleetWorker work|trigger CONNECTION JOURNAL SEED")
            }
            let journal = SideJournal(path: arguments[3])
            beat(in: journal)
            let terminations = terminations()
            let client = try await enter(arguments[2])
            if arguments[1] == "work" {
                await work(client, journal, until: terminations)
            } else {
                await trigger(client, journal, seed: seed)
            }
        }

        /// Says that the process runs: what is not, as when it is stopped or the machine has no time for it, shows as a
        /// gap.
        private static func beat(in journal: SideJournal) {
            Thread.detachNewThread {
                while true {
                    journal.write("B")
                    usleep(50_000)
                }
            }
        }

        private static func terminations() -> AsyncStream<Void> {
            signal(SIGTERM, SIG_IGN)
            let (stream, continuation) = AsyncStream<Void>.makeStream()
            // Only cancelled by others, which may be done from anywhere.
            nonisolated(unsafe) let source = DispatchSource.makeSignalSource(signal: SIGTERM)
            source.setEventHandler {
                isStopping.store(true, ordering: .relaxed)
                continuation.yield()
            }
            source.resume()
            continuation.onTermination = { _ in source.cancel() }
            return stream
        }

        /// As a service does whose supervisor starts it again while its database is not there.
        private static func enter(_ connection: String) async throws -> Client {
            var options = PostgresStore.Options()
            options.lease = .seconds(2)
            options.patience = .seconds(5)
            options.pollInterval = .milliseconds(500)
            options.retention = Retention(count: 50_000_000, age: .seconds(365 * 86_400))
            while true {
                do {
                    let store = try await PostgresStore(connection, options: options, logger: quiet)
                    return try await Client(store: store, declarations: Declarations.fleet)
                } catch let error as SluiceError where [.storeUnavailable, .outcomeUnknown].contains(error.code) {
                    continue
                }
            }
        }

        private static func work(_ client: Client, _ journal: SideJournal, until terminations: AsyncStream<Void>) async
        {
            let serving = Task {
                while !Task.isCancelled {
                    let worker = try Worker(
                        client: client, handlers: FleetHandlers(journal: journal),
                        options: WorkerOptions(concurrency: 8, gracePeriod: .zero, metricsInterval: nil), logger: quiet)
                    do { try await worker.run() } catch let error as SluiceError
                        where [.storeUnavailable, .outcomeUnknown].contains(error.code)
                    {}
                }
            }
            for await _ in terminations { break }
            serving.cancel()
            do { try await serving.value } catch { journal.write("F \(error)") }
        }

        private static func trigger(_ client: Client, _ journal: SideJournal, seed: UInt64) async {
            await withTaskGroup { group in
                for number in 0..<4 {
                    group.addTask {
                        var triggerer = FleetTriggerer(
                            client: client, journal: journal, seed: seed * 4 + UInt64(number))
                        await triggerer.trigger()
                    }
                }
            }
        }

        private static var quiet: Logger {
            var logger = Logger(label: "fleet")
            logger.logLevel =
                ProcessInfo.processInfo.environment["SLUICE_FLEET_LOG"].flatMap { Logger.Level(rawValue: $0) }
                ?? .critical
            return logger
        }
    }
#else
    @main
    struct FleetWorker {
        static func main() { fatalError("built without the trait 'Postgres'") }
    }
#endif
