#if Postgres
    import Foundation
    import SluicePostgresTestSupport
    import SluiceTestSupport

    /// An operator who pauses one queue, or lowers its limits, for a while, and says from when until when it surely was
    /// so: nobody else does that to the queue, and nothing that was asked for earlier can come later.
    actor QueueOverseer {
        private let connection: String
        private let journal: SideJournal
        private var random: SeededGenerator
        private var session: Session?
        private var task: Task<Void, Never>?

        init(_ connection: String, folder: URL, seed: UInt64) {
            self.connection = connection
            journal = SideJournal(path: folder.appending(component: "overseer.journal").plainPath)
            random = SeededGenerator(seed: ~seed &+ 1)
        }

        func start() {
            task = Task {
                while !Task.isCancelled {
                    await pass(upTo: 1_500)
                    if Bool.random(using: &random) {
                        await hold(
                            "pause", "set_paused('\(FleetLimits.overseen)', true, NULL)",
                            undo: "set_paused('\(FleetLimits.overseen)', false, NULL)")
                    } else {
                        await hold(
                            "lower", "set_override('\(FleetLimits.overseen)', true, 1, \(FleetLimits.lowered), NULL)",
                            undo: "set_override('\(FleetLimits.overseen)', false, NULL, NULL, NULL)")
                    }
                }
            }
        }

        func stop() async {
            task?.cancel()
            await task?.value
        }

        private func hold(_ what: String, _ change: String, undo: String) async {
            if await ask(change) {
                journal.write("O \(what)")
                await pass(upTo: 1_000)
                journal.write("O end")
            }
            while await !ask(undo) { try? await Task.sleep(for: .milliseconds(50)) }
        }

        /// - Returns: Whether it was surely done.
        private func ask(_ change: String) async -> Bool {
            do {
                if session == nil { session = try await Session(connection, setup: "SET search_path TO sluice") }
                try await session!.run("SELECT \(change)")
                return true
            } catch {
                session = nil
                return false
            }
        }

        private func pass(upTo milliseconds: Int) async {
            try? await Task.sleep(for: .milliseconds(Int.random(in: 200..<milliseconds, using: &random)))
        }
    }
#endif
