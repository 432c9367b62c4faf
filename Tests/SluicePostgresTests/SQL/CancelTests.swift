#if Postgres
    import Foundation
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Cancelling from SQL", .timeLimit(.minutes(3)))
    struct CancelTests {
        @Test("What has not started is cancelled with the transaction, and not without it")
        func queued() async throws {
            try await withStore { scene in
                let psql = try scene.psql()
                let run = try await scene.store.enqueue([scene.request()])[0].id
                let answer = try await psql.ask("BEGIN; SELECT sluice.cancel('\(run)'); ROLLBACK")
                #expect(answer == ["canceled"])
                #expect(try await scene.store.run(run)?.state == .queued)
                #expect(try await psql.ask("SELECT sluice.cancel('\(run)')") == ["canceled"])
                #expect(try await scene.store.run(run)?.state == .canceled)
                #expect(try await psql.ask("SELECT sluice.cancel('\(run)')") == ["canceled"])
                await psql.close()
            }
        }

        @Test("What executes is told to stop once the transaction is committed; nobody waits for that transaction")
        func executing() async throws {
            try await withStore { scene in
                let psql = try scene.psql()
                let (signals, signal) = AsyncStream<WorkerSignal>.makeStream()
                let worker = try await scene.store.openWorker(tasks: nil) { signal.yield($0) }.worker
                let ids = try await scene.store.enqueue((0..<2).map { _ in scene.request(queue: "bulk") }).map(\.id)
                let starts = try await scene.store.claim(worker, limit: 2).compactMap { claim in
                    if case .start(let run) = claim { run } else { nil }
                }
                try #require(starts.map(\.id) == ids)
                try await psql.ask("BEGIN")
                let states = try await psql.ask("SELECT sluice.cancel('\(ids[0])'), sluice.cancel('\(ids[1])')")
                #expect(states == ["executing|executing"])
                // Its transaction has what it cancels not locked.
                let ending = AttemptEnding(id: ids[1], token: starts[1].token, outcome: .completed(output: []))
                let receipt = try await scene.store.finish([ending], claiming: 0, for: worker)
                #expect(receipt.verdicts.count == 1)
                #expect(try await scene.store.run(ids[1])?.state == .completed)
                try await psql.ask("COMMIT")
                for await signal in signals {
                    guard case .cancel(let run, let token) = signal else { continue }
                    #expect(run == ids[0])
                    #expect(token == starts[0].token)
                    break
                }
                let stopped = AttemptEnding(id: ids[0], token: starts[0].token, outcome: .canceled)
                _ = try await scene.store.finish([stopped], claiming: 0, for: worker)
                #expect(try await scene.store.run(ids[0])?.state == .canceled)
                #expect(try await scene.store.run(ids[1])?.state == .completed)
                try await scene.store.closeWorker(worker)
                await psql.close()
            }
        }

        @Test("An open transaction keeps nothing from starting; what did is told to stop")
        func startedMeanwhile() async throws {
            try await withStore { scene in
                let psql = try scene.psql()
                let (signals, signal) = AsyncStream<WorkerSignal>.makeStream()
                let worker = try await scene.store.openWorker(tasks: nil) { signal.yield($0) }.worker
                let run = try await scene.store.enqueue([scene.request(key: "a")])[0].id
                #expect(try await psql.ask("BEGIN; SELECT sluice.cancel('\(run)')") == ["canceled"])
                guard case .start(let start)? = try await scene.store.claim(worker, limit: 1).first else {
                    Issue.record("nothing was started")
                    return
                }
                #expect(start.id == run)
                try await psql.ask("COMMIT")
                for await signal in signals {
                    guard case .cancel(let told, _) = signal else { continue }
                    #expect(told == run)
                    break
                }
                #expect(try await psql.ask("SELECT count(*) FROM sluice.cancel_request") == ["0"])
                try await scene.store.closeWorker(worker)
                await psql.close()
            }
        }

        @Test("A run that was triggered in the same transaction never starts")
        func ownRun() async throws {
            try await withStore { scene in
                let psql = try scene.psql()
                try await psql.ask("BEGIN")
                let id = try await psql.ask("SELECT sluice.trigger('send-email')")
                #expect(try await psql.ask("SELECT sluice.cancel('\(id[0])')") == ["canceled"])
                try await psql.ask("COMMIT")
                #expect(try await scene.store.runs(matching: RunFilter()).map(\.state) == [.canceled])
                await psql.close()
            }
        }

        @Test("A run that is waited for ends too, and who waits goes on")
        func child() async throws {
            try await withStore { scene in
                let psql = try scene.psql()
                let (signals, signal) = AsyncStream<WorkerSignal>.makeStream()
                let worker = try await scene.store.openWorker(tasks: nil) { signal.yield($0) }.worker
                _ = try await scene.store.enqueue([scene.request(queue: "bulk")])
                guard case .start(let parent)? = try await scene.store.claim(worker, limit: 1).first else {
                    Issue.record("nothing was started")
                    return
                }
                var child = scene.request(options: .init(delay: .seconds(3600)))
                child.child = .init(parent: parent.id, ordinal: 0)
                _ = try await scene.store.wait(parent.token, of: parent.id, for: [child], claiming: 0, for: worker)
                #expect(try await psql.ask("SELECT sluice.cancel('\(child.id)')") == ["canceled"])
                var resumed: [Claim] = []
                try await eventually("the parent goes on") {
                    resumed = try await scene.store.claim(worker, limit: 1)
                    return !resumed.isEmpty
                }
                guard case .resume(let run)? = resumed.first else {
                    Issue.record("\(resumed)")
                    return
                }
                #expect(run.endings?.map(\.state) == [.canceled])
                withExtendedLifetime(signals) {}
                try await scene.store.closeWorker(worker)
                await psql.close()
            }
        }

        @Test("A run that is not known is refused")
        func unknown() async throws {
            try await withStore { scene in
                let psql = try scene.psql()
                let id = "01957f2e-5a3c-7d10-8000-0123456789ad"
                #expect(try await psql.ask("SELECT sluice.cancel('\(id)')") == ["ERROR:  SL011"])
                #expect(try await psql.ask("SELECT sluice.cancel(NULL)") == ["ERROR:  SL011"])
                await psql.close()
            }
        }
    }
#endif
