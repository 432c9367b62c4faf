#if Postgres
    import Foundation
    import SluicePostgresTestSupport
    import SluiceTestSupport

    /// Somebody who triggers runs in SQL, within transactions of which not all are committed, and says so as the
    /// fleet's own triggerers do.
    actor SQLTriggerer {
        private struct Trigger {
            let number: Int
            let id: String
            let task: String
            let arguments: String
        }

        private let connection: String
        private let journal: SideJournal
        private var random: SeededGenerator
        /// Of nobody else.
        private var number = 1_000_000_000_000
        private var session: Session?
        /// The last one that was committed.
        private var latest: String?
        private var task: Task<Void, Never>?

        init(_ connection: String, folder: URL, seed: UInt64) {
            self.connection = connection
            journal = SideJournal(path: folder.appending(component: "sql.journal").plainPath)
            random = SeededGenerator(seed: ~seed)
        }

        func start() {
            task = Task {
                while !Task.isCancelled {
                    await transaction()
                    try? await Task.sleep(for: .milliseconds(Int.random(in: 50..<200, using: &random)))
                }
            }
        }

        func stop() async {
            task?.cancel()
            await task?.value
        }

        private func transaction() async {
            guard let session = try? await connected() else { return }
            let triggers = (0..<Int.random(in: 1...3, using: &random)).map { _ in trigger() }
            let isCommitted = Bool.random(using: &random)
            journal.write("M \(triggers[0].number) \(triggers.count)")
            for trigger in triggers { journal.write("T \(trigger.number) \(trigger.task) -") }
            var isInDoubt = false
            do {
                try await session.run("BEGIN")
                for trigger in triggers {
                    let made = try await session.run("SELECT sluice.trigger(\(trigger.arguments))")
                    if made != [[trigger.id]] { journal.write("F \(trigger.id) was triggered as \(made)") }
                }
                if let latest, Int.random(in: 0..<4, using: &random) == 0 {
                    if isCommitted { journal.write("X \(latest)") }
                    try await session.run("SELECT sluice.cancel('\(latest)')")
                }
                // A transaction may go on for as long as it likes.
                if Bool.random(using: &random) {
                    try await Task.sleep(for: .milliseconds(Int.random(in: 0..<100, using: &random)))
                }
                isInDoubt = isCommitted
                try await session.run(isCommitted ? "COMMIT" : "ROLLBACK")
                journal.write("P \(isCommitted ? "commit" : "rollback")")
                for trigger in triggers {
                    journal.write(isCommitted ? "A \(trigger.number) \(trigger.id)" : "N \(trigger.number)")
                }
                if isCommitted { latest = triggers.last?.id }
            } catch {
                // With the connection, the transaction ends. Nobody knows of one that was about to be committed.
                self.session = nil
                for trigger in triggers {
                    journal.write(isInDoubt ? "U \(trigger.number) \(trigger.id)" : "N \(trigger.number)")
                }
            }
        }

        private func connected() async throws -> Session {
            if let session { return session }
            let session = try await Session(connection)
            self.session = session
            return session
        }

        private func trigger() -> Trigger {
            number += 1
            let id = UUID().uuidString.lowercased()
            let (task, key) = [("step", nil), ("only", nil), ("shop", "shop-\(number % 3)"), ("flaky", nil)]
                .randomElement(using: &random)!
            var arguments = "'\(task)', '\(number)', id => '\(id)'"
            if let key { arguments += ", key => '\(key)'" }
            if Int.random(in: 0..<4, using: &random) == 0 { arguments += ", delay => '50 milliseconds'" }
            return Trigger(number: number, id: id, task: task, arguments: arguments)
        }
    }
#endif
