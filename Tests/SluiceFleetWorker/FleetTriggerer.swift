#if Postgres
    @_spi(SluiceGenerated) import Sluice
    import SluiceTestSupport
    import Synchronization

    /// A client that triggers, cancels and waits for results, and says what it was about to do and what it was told: it
    /// `T`riggers, maybe `M`any in one step; a run is `A`ccepted, `N`ot, or `U`nknown; it cancels (`X`); a `R`esult.
    struct FleetTriggerer {
        private struct Outstanding {
            let number: Int
            let id: RunID
            let result: @Sendable () async throws -> Int
        }

        let client: Client
        let version: FleetVersion
        let journal: SideJournal
        private var random: SeededGenerator
        private var number: Int
        private var accepted: [Outstanding] = []
        /// By the numbers of their triggers.
        private var outstanding: [Int: RunID] = [:]

        init(client: Client, version: FleetVersion, journal: SideJournal, seed: UInt64) {
            self.client = client
            self.version = version
            self.journal = journal
            random = SeededGenerator(seed: seed)
            number = Self.firstNumber(seed: seed)
        }

        private static let shops = ["shop-0", "shop-1", "shop-2"]

        /// Before those of one of the processes' tasks.
        static func firstNumber(seed: UInt64) -> Int { Int(seed % 1_000_000) * 100_000 }

        /// Until the process is to end; then it waits for what it has triggered.
        mutating func trigger() async {
            await withTaskGroup { group in
                while !FleetWorker.isStopping.load(ordering: .relaxed) {
                    number += 1
                    await step()
                    awaitAccepted(in: &group)
                    while outstanding.count > 8, let ended = await group.next() { outstanding[ended] = nil }
                }
                // So much at once that it shows how much is let through, once nothing is in its way any more.
                number += 1
                await triggerMany(Shop.self, "capped", keys: Self.shops, count: 6)
                number += 1
                if version == .second { await triggerMany(Extra.self, "extras", count: 4) }
                awaitAccepted(in: &group)
                await group.waitForAll()
            }
        }

        private mutating func awaitAccepted(in group: inout TaskGroup<Int>) {
            for run in accepted {
                outstanding[run.number] = run.id
                group.addTask { [journal] in
                    await Self.tellResult(of: run, journal)
                    return run.number
                }
            }
            accepted = []
        }

        private mutating func step() async {
            switch Int.random(in: 0..<23, using: &random) {
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
            case 19: await trigger(Holder.self, "holders")
            case 20 where version == .second: await triggerMany(Extra.self, "extras")
            case 20..<22: await triggerMany(Step.self, "plain")
            default: await triggerMany(Shop.self, "capped", keys: Self.shops)
            }
            // What has an idempotency key completes, so that its key names it for good.
            if Int.random(in: 0..<12, using: &random) == 0,
                let run = outstanding.values.sorted().randomElement(using: &random)
            {
                journal.write("X \(run)")
                do { try await client.store.cancel(run) } catch { journal.write("Y \(run) \(name(of: error))") }
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
                    accepted.append(
                        Outstanding(number: number, id: handle.id, result: { try await handle.result() }))
                }
            } catch let error as SluiceError where error.code == .storeUnavailable {
                journal.write("N \(number)")
            } catch let error as SluiceError where error.code == .outcomeUnknown {
                journal.write("U \(number) \(error.runID.map { "\($0)" } ?? "-")")
            } catch {
                journal.write("F trigger \(number): \(error)")
            }
        }

        /// All of them, or none.
        private mutating func triggerMany<Definition: FleetTask>(
            _: Definition.Type, _ queue: String, keys: [String]? = nil, count: Int? = nil
        ) async {
            let numbers = Array(number..<number + (count ?? Int.random(in: 2...5, using: &random)))
            number = numbers.last!
            journal.write("M \(numbers[0]) \(numbers.count)")
            for number in numbers { journal.write("T \(number) \(Definition.id) -") }
            let items = numbers.map { number in
                let key = keys.map { $0[number % $0.count] }
                return BatchItem<Definition>(number, queue: FleetQueue(choice: QueueChoice(queue, key: key)))
            }
            do {
                for (number, handle) in zip(numbers, try await TaskTrigger<Definition>(client).batchTrigger(items)) {
                    journal.write("A \(number) \(handle.id)")
                    accepted.append(
                        Outstanding(number: number, id: handle.id, result: { try await handle.result() }))
                }
            } catch let error as SluiceError where error.code == .storeUnavailable {
                for number in numbers { journal.write("N \(number)") }
            } catch let error as SluiceError where error.code == .outcomeUnknown {
                for number in numbers { journal.write("U \(number) ?") }
            } catch {
                journal.write("F triggers \(numbers): \(error)")
            }
        }

        private static func tellResult(of run: Outstanding, _ journal: SideJournal) async {
            while true {
                do {
                    let output = try await run.result()
                    return journal.write("R \(run.number) \(run.id) completed \(output)")
                } catch let error as SluiceError where endings[error.code] != nil {
                    return journal.write("R \(run.number) \(run.id) \(endings[error.code]!)")
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
