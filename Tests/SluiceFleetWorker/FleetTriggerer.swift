#if Postgres
    @_spi(SluiceGenerated) import Sluice
    import SluiceTestSupport
    import Synchronization

    /// A client that triggers, cancels and waits for results, and says what it was about to do and what it was told: it
    /// `T`riggers; a run is `A`ccepted, `N`ot, or `U`nknown; it cancels (`X`); a `R`esult.
    struct FleetTriggerer {
        private struct Outstanding {
            let number: Int
            let id: RunID
            let result: @Sendable () async throws -> Void
        }

        let client: Client
        let journal: SideJournal
        private var random: SeededGenerator
        private var number: Int
        private var outstanding: [Outstanding] = []

        init(client: Client, journal: SideJournal, seed: UInt64) {
            self.client = client
            self.journal = journal
            random = SeededGenerator(seed: seed)
            number = Int(seed % 1_000_000) * 100_000
        }

        /// Until the process is to end; then it waits for what it has triggered.
        mutating func trigger() async {
            while !FleetWorker.isStopping.load(ordering: .relaxed) {
                number += 1
                await step()
                while outstanding.count > 6 { await awaitFirst() }
            }
            while !outstanding.isEmpty { await awaitFirst() }
        }

        private mutating func step() async {
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<3: await trigger(Step.self, "plain")
            case 3..<5: await trigger(Only.self, "serial")
            case 5: await trigger(Brief.self, "serial")
            case 6..<9: await trigger(Tenant.self, "keyed", key: "tenant-\(Int.random(in: 0..<3, using: &random))")
            case 9..<12: await trigger(Shop.self, "capped", key: "shop-\(Int.random(in: 0..<3, using: &random))")
            case 12..<14: await trigger(Flaky.self, "free")
            case 14: await trigger(Once.self, "free", idempotencyKey: "key-\(Int.random(in: 0..<200, using: &random))")
            case 15: await trigger(Doomed.self, "free")
            case 16: await trigger(Slow.self, "free")
            case 17..<19: await trigger(Parent.self, "parents")
            default: await trigger(Holder.self, "holders")
            }
            // What has an idempotency key completes, so that its key names it for good.
            if Int.random(in: 0..<12, using: &random) == 0, let run = outstanding.randomElement(using: &random) {
                journal.write("X \(run.id)")
                do { try await client.store.cancel(run.id) } catch { journal.write("Y \(run.id) \(name(of: error))") }
            }
        }

        private mutating func trigger<Definition: FleetTask>(
            _: Definition.Type, _ queue: String, key: String? = nil, idempotencyKey: String? = nil
        ) async {
            var options = TriggerOptions(idempotencyKey: idempotencyKey)
            if Int.random(in: 0..<6, using: &random) == 0 {
                options.delay = .milliseconds(Int.random(in: 1..<200, using: &random))
            }
            if Int.random(in: 0..<6, using: &random) == 0 { options.priority = .seconds(1) }
            journal.write("T \(number) \(Definition.id) \(idempotencyKey ?? "-")")
            do {
                let handle = try await TaskTrigger<Definition>(client).trigger(
                    number, queue: FleetQueue(choice: QueueChoice(queue, key: key)), options: options)
                journal.write("A \(number) \(handle.id)")
                if idempotencyKey == nil {
                    outstanding.append(
                        Outstanding(number: number, id: handle.id, result: { _ = try await handle.result() }))
                }
            } catch let error as SluiceError where error.code == .storeUnavailable {
                journal.write("N \(number)")
            } catch let error as SluiceError where error.code == .outcomeUnknown {
                journal.write("U \(number) \(error.runID.map { "\($0)" } ?? "-")")
            } catch {
                journal.write("F trigger \(number): \(error)")
            }
        }

        private mutating func awaitFirst() async {
            let run = outstanding.removeFirst()
            while true {
                do {
                    try await run.result()
                    return journal.write("R \(run.number) \(run.id) completed")
                } catch let error as SluiceError where Self.endings[error.code] != nil {
                    return journal.write("R \(run.number) \(run.id) \(Self.endings[error.code]!)")
                } catch let error as SluiceError where [.storeUnavailable, .outcomeUnknown].contains(error.code) {
                    continue
                } catch {
                    return journal.write("F result \(run.id): \(error)")
                }
            }
        }

        private static let endings: [SluiceError.Code: String] = [
            .runFailed: "failed", .runCanceled: "canceled", .runExpired: "expired", .runTimedOut: "timedOut",
        ]

        private func name(of error: any Error) -> String { (error as? SluiceError)?.code.description ?? "\(error)" }
    }
#endif
