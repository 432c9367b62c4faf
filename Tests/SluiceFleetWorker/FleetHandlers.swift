#if Postgres
    @_spi(SluiceGenerated) import Sluice
    import SluiceTestSupport
    import Synchronization

    /// Handlers that say when they execute: `S`tart, `W`ait or wait and `H`old, `C`ontinue, `E`nd.
    final class FleetHandlers: TaskHandlers {
        private let journal: SideJournal
        private let version: FleetVersion
        private let random: Mutex<SeededGenerator>
        /// Of all workers of the process.
        private static let latest = Atomic(0)

        struct NotYet: Error {}

        init(journal: SideJournal, version: FleetVersion, seed: UInt64) {
            self.journal = journal
            self.version = version
            random = Mutex(SeededGenerator(seed: seed))
        }

        func register(in registry: inout HandlerRegistry) {
            registry.add(Step.self) { number, run in try await self.execute(number, run) }
            registry.add(Only.self) { number, run in try await self.execute(number, run) }
            registry.add(Brief.self) { number, run in try await self.execute(number, run) }
            registry.add(Tenant.self) { number, run in try await self.execute(number, run) }
            registry.add(Shop.self) { number, run in try await self.execute(number, run) }
            registry.add(Once.self) { number, run in try await self.execute(number, run) }
            registry.add(Tick.self) { number, run in try await self.execute(number, run) }
            if version == .second { registry.add(Extra.self) { number, run in try await self.execute(number, run) } }
            registry.add(Doomed.self) { number, run in try await self.execute(number, run) { _ in throw NotYet() } }
            registry.add(Slow.self) { number, run in
                try await self.execute(number, run) { _ in try await Task.sleep(for: .seconds(600)) }
            }
            registry.add(Flaky.self) { number, run in
                try await self.execute(number, run) { _ in if run.attempt < 3 { throw NotYet() } }
            }
            registry.add(Parent.self) { number, run in
                try await self.execute(number, run) { serial in
                    let children = WaitTrigger<Step>(run.scope)
                    self.journal.write("W \(serial)")
                    let results = try await children.batchTriggerAndWait(
                        (0..<2).map {
                            BatchItem(-(number * 10 + $0), queue: FleetQueue(choice: QueueChoice("plain")))
                        })
                    self.journal.write("C \(serial)")
                    for (place, result) in results.enumerated() {
                        self.compare(try result.get(), -(number * 10 + place), run.id)
                    }
                }
            }
            registry.add(Holder.self) { number, run in
                try await self.execute(number, run) { serial in
                    // It keeps its slot meanwhile.
                    self.journal.write("H \(serial)")
                    let output = try await WaitTrigger<Flaky>(run.scope).triggerAndWait(
                        -(number * 10), queue: FleetQueue(choice: QueueChoice("free")))
                    self.journal.write("C \(serial)")
                    self.compare(output, -(number * 10), run.id)
                }
            }
        }

        private func compare(_ output: Int, _ number: Int, _ run: RunID) {
            if output != number { journal.write("F \(run) was told that a run for \(number) made \(output)") }
        }

        private func execute<Definition: FleetTask>(
            _ number: Int, _ run: RunContext<Definition>, _ body: (_ serial: Int) async throws -> Void = { _ in }
        ) async throws -> Int {
            let serial = Self.latest.add(1, ordering: .relaxed).newValue
            journal.write(
                "S \(serial) \(run.id) \(run.attempt) \(Definition.id) \(run.queue) \(run.key ?? "-")")
            do {
                // Work of some length, so that runs overlap; now and then longer than a lease.
                let length = random.withLock { random in
                    let most = Int.random(in: 0..<100, using: &random) == 0 ? 9_000 : 150
                    return Int.random(in: most / 3..<most, using: &random)
                }
                try await Task.sleep(for: .milliseconds(length))
                try await body(serial)
            } catch {
                journal.write("E \(serial) \(error is CancellationError ? "stopped" : "failed")")
                throw error
            }
            journal.write("E \(serial) completed")
            return number
        }
    }
#endif
