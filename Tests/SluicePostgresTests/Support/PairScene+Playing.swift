#if Postgres
    import SluicePostgresTestSupport

    extension PairScene {
        /// What a step answers.
        struct Answer: Equatable, CustomStringConvertible {
            /// Of a step that was refused, the SQLSTATE.
            var verdict: String?
            /// Each run with its token.
            var started: [String] = []
            /// Whether there may be more than it got.
            var isContended = false
            /// Whether others may start with what it has freed.
            var leavesRoom = false

            var description: String {
                "'\(verdict ?? "nothing")', starts \(started)\(isContended ? ", is to ask again" : "")\(leavesRoom ? ", leaves room" : "")"
            }
        }

        /// Takes away what being reset has left in the tables, which makes looking at them take longer and longer.
        func tidy() async throws { try await pair.observer.run("VACUUM run, lane, pool, gate, worker, child, attempt") }

        /// Does a step, and another before the first is committed or rolled back.
        func play(_ first: Step, then second: Step, _ ending: String) async throws -> (
            made: Answer, course: Interleaving.Course, answer: Answer
        ) {
            try await pair.observer.run("SELECT reset()")
            let made = Self.answer(try await pair.first.run("BEGIN; \(first.text())"))
            let (pending, course) = try await pair.send(
                second.text(isSecond: first == second), on: pair.second, after: [pair.first])
            try await pair.first.run(ending)
            return (made, course, try await Self.answer(of: pending))
        }

        /// Does a step that a third transaction stops halfway, and another before it goes on.
        /// - Returns: `nil` if the first is not stopped.
        func play(_ first: Step, stoppedBy stop: Stop, then second: Step) async throws -> (Answer, Answer)? {
            try await pair.observer.run("SELECT reset()")
            try await third.run("BEGIN; \(stop.text)")
            let (halfway, course) = try await pair.send(first.text(), on: pair.first, after: [third])
            guard course == .waits else {
                try await third.run("COMMIT")
                _ = try await Self.answer(of: halfway)
                return nil
            }
            let (pending, _) = try await pair.send(
                second.text(isSecond: first == second), on: pair.second, after: [pair.first, third])
            try await third.run("COMMIT")
            return (try await Self.answer(of: halfway), try await Self.answer(of: pending))
        }

        /// The rows that somebody has.
        enum Stop: String, CaseIterable {
            case runs, lanes, pools, gates

            static let ofSlots: [Stop] = [.pools, .gates]

            var text: String {
                let run = Interleaving.id
                return switch self {
                case .runs: "SELECT FROM run WHERE id IN (\(run(1)), \(run(2))) FOR UPDATE"
                case .lanes: "SELECT FROM lane FOR UPDATE"
                case .pools: "SELECT FROM pool FOR UPDATE"
                case .gates: "SELECT FROM gate WHERE queue > 0 FOR UPDATE"
                }
            }
        }

        /// Says, once all is over, what is left that could start, and what is wrong.
        /// - Parameter steps: What was done, of which some changes what may be.
        func look(after steps: [Step], started: [String]) async throws -> (left: [String], wrong: [String]) {
            let isLowered = steps.contains(.lower)
            // Where a limit is lifted as well, that may have been first.
            let isBound = isLowered && !steps.contains(.raise)
            let bound = max(limits.total, steps.contains(.register) ? Step.registeredTotal : 0)
            let started = started.map { "'\($0)'" }.joined(separator: ",")
            let rows = try await pair.observer.run(
                "SELECT * FROM look(\(isLowered), \(isBound ? "\(bound)" : "NULL"), ARRAY[\(started)]::text[])"
            )
            func all(_ kind: String) -> [String] { rows.filter { $0[0] == kind }.compactMap { $0[1] } }
            return (all("left"), all("wrong"))
        }

        private static func answer(of pending: Interleaving.Pending) async throws -> Answer {
            do { return answer(try await pending.answer()) } catch let refusal as Session.Refusal {
                return Answer(verdict: refusal.sqlState)
            }
        }

        private static func answer(_ rows: Session.Rows) -> Answer {
            Answer(
                verdict: rows[0][0], started: rows[0][1]?.split(separator: " ").map(String.init) ?? [],
                isContended: rows[0][2] == "t", leavesRoom: rows[0][3] == "t")
        }
    }
#endif
