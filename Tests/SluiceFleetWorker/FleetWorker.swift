#if Postgres
    import Dispatch
    import Foundation
    import Logging
    @_spi(SluiceGenerated) import Sluice
    import SluicePostgres
    import SluiceTestSupport
    import Synchronization

    /// One process of a fleet that shares a database, to which bad things are done. It says in a journal of its own
    /// what its handlers did and what it was told: `SluiceFleetWorker work|trigger CONNECTION JOURNAL SEED VERSION`.
    /// SIGTERM lets it come to its end; with its standard input it ends at once.
    @main
    struct FleetWorker {
        static let isStopping = Atomic(false)

        static func main() async throws {
            let arguments = CommandLine.arguments
            guard arguments.count == 6, let seed = UInt64(arguments[4]),
                let version = FleetVersion(rawValue: arguments[5])
            else { fatalError("usage: SluiceFleetWorker work|trigger CONNECTION JOURNAL SEED VERSION") }
            endWithInput()
            // Before there is a journal, by which others see that it can be told to end.
            let terminations = terminations()
            let journal = SideJournal(path: arguments[3])
            beat(in: journal)
            let client = try await enter(arguments[2], version)
            journal.write("V \(version.rawValue)")
            if arguments[1] == "work" {
                let handlers = FleetHandlers(journal: journal, version: version, seed: seed)
                await work(client, handlers, journal, until: terminations)
            } else {
                await trigger(client, version, journal, seed: seed)
            }
        }

        private static func endWithInput() {
            Thread.detachNewThread {
                var byte: UInt8 = 0
                while true {
                    let count = read(STDIN_FILENO, &byte, 1)
                    if count == 0 || count < 0 && errno != EINTR { exit(1) }
                }
            }
        }

        /// Says that the process runs, and what the clock on its wall is: what is not, as when it is stopped or the
        /// machine has no time for it, shows as a gap.
        private static func beat(in journal: SideJournal) {
            Thread.detachNewThread {
                while true {
                    journal.write("B \(Timestamp.now.microseconds)")
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
            let isWatching = DispatchSemaphore(value: 0)
            source.setRegistrationHandler { isWatching.signal() }
            source.resume()
            isWatching.wait()
            continuation.onTermination = { _ in source.cancel() }
            return stream
        }

        /// As a service does whose supervisor starts it again while its database is not there.
        private static func enter(_ connection: String, _ version: FleetVersion) async throws -> Client {
            var options = PostgresStore.Options()
            options.lease = .seconds(2)
            options.patience = .seconds(5)
            options.pollInterval = .milliseconds(500)
            options.retention = Retention(count: 50_000_000, age: .seconds(365 * 86_400))
            while true {
                do {
                    let store = try await PostgresStore(connection, options: options, logger: quiet)
                    return try await Client(store: store, declarations: Declarations.fleet(version))
                } catch let error as SluiceError where [.storeUnavailable, .outcomeUnknown].contains(error.code) {
                    continue
                }
            }
        }

        private static func work(
            _ client: Client, _ handlers: FleetHandlers, _ journal: SideJournal, until terminations: AsyncStream<Void>
        ) async {
            let serving = Task {
                while !Task.isCancelled {
                    let worker = try Worker(
                        client: client, handlers: handlers,
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

        private static func trigger(
            _ client: Client, _ version: FleetVersion, _ journal: SideJournal, seed: UInt64
        ) async {
            await withTaskGroup { group in
                for number in 0..<4 {
                    group.addTask {
                        var triggerer = FleetTriggerer(
                            client: client, version: version, journal: journal, seed: seed * 8 + UInt64(number))
                        await triggerer.trigger()
                    }
                }
                group.addTask {
                    var ticker = FleetTicker(store: client.store, journal: journal, seed: seed * 8 + 4)
                    await ticker.tick()
                }
                group.addTask {
                    var steerer = FleetSteerer(store: client.store, journal: journal, seed: seed * 8 + 5)
                    await steerer.steer()
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
