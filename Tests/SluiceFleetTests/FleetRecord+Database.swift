#if Postgres
    import SluicePostgresTestSupport

    extension FleetRecord {
        /// Reads what the database knows in the end.
        mutating func read(_ database: Session) async throws {
            var earlier: [String: [Attempt]] = [:]
            // In the order in which they ended: the time of a start is that at which it was asked for, which may be
            // before the end of the attempt before.
            for row in try await database.run(
                "SELECT run, number, started_at, ended_at, outcome FROM attempt ORDER BY seq")
            {
                earlier[row[0]!, default: []].append(
                    Attempt(number: Int(row[1]!)!, start: time(row[2]), end: time(row[3]), outcome: Int(row[4]!)!))
            }
            let rows = try await database.run(
                """
                SELECT r.id, t.name, convert_from(r.payload, 'UTF8'), r.state, r.attempt, r.parent,
                    convert_from(r.idempotency_key, 'UTF8'), r.ended_at, r.started_at, r.last_outcome, r.tick,
                    r.due_at
                FROM run r JOIN task t ON t.id = r.task
                """)
            for row in rows {
                var run = Run(
                    task: row[1]!, number: Int(row[2]!)!, state: Int(row[3]!)!, attempts: Int(row[4]!)!, parent: row[5],
                    idempotencyKey: row[6], tick: row[10].flatMap { Int($0) },
                    due: row[11].map { time($0) }, end: time(row[7]), history: earlier[row[0]!] ?? [])
                // Of a run that ended between two attempts, the last one is with the others.
                if let outcome = row[9].flatMap({ Int($0) }) {
                    // One that was given back is not counted.
                    let number = outcome == FleetCheck.Outcome.givenBack ? run.attempts + 1 : run.attempts
                    run.history.append(
                        Attempt(number: number, start: time(row[8]), end: run.end, outcome: outcome))
                }
                runs[row[0]!] = run
            }
        }

        /// The server is on the same machine, and goes by its clock on the wall, which the machine may set a little
        /// meanwhile.
        private func time(_ text: String?) -> Int {
            guard let wall = text.flatMap({ Int($0) }), let first = serverClock.first else { return .max }
            let clock = serverClock.last { $0.time + $0.offset <= wall } ?? first
            return wall - clock.offset
        }
    }
#endif
