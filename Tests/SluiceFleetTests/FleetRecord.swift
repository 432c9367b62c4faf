#if Postgres
    import Foundation
    import SluicePostgresTestSupport
    import SluiceTestSupport

    /// What the processes of a fleet have said, what was done to them, and what the database says in the end. Times are
    /// microseconds of the clock that all processes of a machine share.
    struct FleetRecord {
        /// One call of a handler, as it was told by itself.
        struct Execution {
            var process: String
            var run: String
            var attempt: Int
            var task: String
            var queue: String
            var key: String
            var start: Int
            /// What it held slots for; several where it waited in between.
            var held: [Range<Int>] = []
            /// `nil`: its process was killed meanwhile.
            var outcome: String?
            var end = Int.max
            /// Since when it has held slots; `nil` while it waits.
            var since: Int?
        }

        struct Attempt {
            var number: Int
            var start: Int
            var end: Int
            var outcome: Int
        }

        struct Run {
            var task: String
            var number: Int
            var state: Int
            var attempts: Int
            var parent: String?
            var idempotencyKey: String?
            var end: Int
            var history: [Attempt] = []
        }

        private(set) var executions: [Execution] = []
        private(set) var runs: [String: Run] = [:]
        private(set) var triggered: [Int: (task: String, key: String)] = [:]
        private(set) var accepted: [(number: Int, run: String)] = []
        private(set) var unknown: [Int: String] = [:]
        private(set) var refused: Set<Int> = []
        private(set) var cancelled: Set<String> = []
        private(set) var results: [(run: String, state: String, at: Int)] = []
        private(set) var failures: [String] = []
        /// When a process was stopped, or had no network.
        private(set) var stopped: [String: [Range<Int>]] = [:]
        private(set) var offline: [String: [Range<Int>]] = [:]
        /// When it did not run, by its own word.
        private(set) var gaps: [String: [Range<Int>]] = [:]
        private(set) var lives: [String: Range<Int>] = [:]

        init(folder: URL, database: Session) async throws {
            var killed: [String: Int] = [:]
            try readFaults(folder.appending(component: "faults"), &killed)
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            for file in files where file.pathExtension == "journal" {
                let process = file.deletingPathExtension().lastPathComponent
                try readJournal(file, of: process, endingAt: killed[process] ?? .max)
            }
            try await readRuns(database)
        }

        private static func lines(_ file: URL) throws -> [(time: Int, words: [String])] {
            try file.text().split(separator: "\n").map { line in
                let words = line.split(separator: " ").map(String.init)
                return (Int(words[0])!, Array(words.dropFirst()))
            }.sorted { $0.time < $1.time }
        }

        private mutating func readFaults(_ file: URL, _ killed: inout [String: Int]) throws {
            var open: [String: Int] = [:]
            for (time, words) in try Self.lines(file) {
                let subject = words[1]
                switch words[0] {
                case "killed": killed[subject] = time
                case "stopped", "stalled", "down": open[subject] = time
                case "continued": stopped[subject, default: []].append((open[subject] ?? time)..<time)
                case "resumed", "up": offline[subject, default: []].append((open[subject] ?? time)..<time)
                case "cut": offline[subject, default: []].append(time..<time + 1)
                default: break
                }
            }
        }

        private mutating func readJournal(_ file: URL, of process: String, endingAt death: Int) throws {
            var open: [Int: Execution] = [:]
            var lastBeat: Int?
            let lines = try Self.lines(file)
            for (time, words) in lines {
                switch words[0] {
                case "B":
                    if let lastBeat, time - lastBeat > 500_000 { gaps[process, default: []].append(lastBeat..<time) }
                    lastBeat = time
                case "S":
                    open[Int(words[1])!] = Execution(
                        process: process, run: words[2], attempt: Int(words[3])!, task: words[4], queue: words[5],
                        key: words[6], start: time, since: time)
                case "W": open[Int(words[1])!]?.rest(at: time)
                case "C": open[Int(words[1])!]?.since = time
                case "E":
                    guard var execution = open.removeValue(forKey: Int(words[1])!) else { continue }
                    execution.close(at: time, words[2])
                    executions.append(execution)
                case "T": triggered[Int(words[1])!] = (words[2], words[3])
                case "A": accepted.append((Int(words[1])!, words[2]))
                case "N": refused.insert(Int(words[1])!)
                case "U": unknown[Int(words[1])!] = words[2]
                case "X": cancelled.insert(words[1])
                case "R": results.append((words[2], words[3], time))
                case "F": failures.append("\(process): \(words.dropFirst().joined(separator: " "))")
                default: break
                }
            }
            let end = death == .max ? lines.last?.time ?? 0 : death
            lives[process] = (lines.first?.time ?? end)..<max(end, lines.first?.time ?? end)
            for var execution in open.values {
                execution.close(at: end, nil)
                executions.append(execution)
            }
        }

        private mutating func readRuns(_ database: Session) async throws {
            // The server is on the same machine, and goes by its clock on the wall.
            let offset = Self.time(CLOCK_REALTIME) - Self.time(CLOCK_MONOTONIC)
            func time(_ text: String?) -> Int { text.flatMap { Int($0) }.map { $0 - offset } ?? .max }
            let rows = try await database.run(
                """
                SELECT r.id, t.name, convert_from(r.payload, 'UTF8'), r.state, r.attempt, r.parent,
                    convert_from(r.idempotency_key, 'UTF8'), r.ended_at, r.started_at, r.last_outcome
                FROM run r JOIN task t ON t.id = r.task
                """)
            for row in rows {
                var run = Run(
                    task: row[1]!, number: Int(row[2]!)!, state: Int(row[3]!)!, attempts: Int(row[4]!)!, parent: row[5],
                    idempotencyKey: row[6], end: time(row[7]))
                // Of a run that ended between two attempts, the last one is with the others.
                if let outcome = row[9].flatMap({ Int($0) }) {
                    run.history = [Attempt(number: run.attempts, start: time(row[8]), end: run.end, outcome: outcome)]
                }
                runs[row[0]!] = run
            }
            for row in try await database.run("SELECT run, number, started_at, ended_at, outcome FROM attempt") {
                runs[row[0]!]?.history.append(
                    Attempt(
                        number: Int(row[1]!)!, start: time(row[2]), end: time(row[3]), outcome: Int(row[4]!)!))
            }
            for id in runs.keys { runs[id]?.history.sort { $0.start < $1.start } }
        }

        private static func time(_ clock: clockid_t) -> Int {
            var time = timespec()
            clock_gettime(clock, &time)
            return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
        }
    }

    extension FleetRecord.Execution {
        /// It holds nothing until it goes on.
        mutating func rest(at time: Int) {
            if let since, since < time { held.append(since..<time) }
            since = nil
        }

        mutating func close(at time: Int, _ outcome: String?) {
            rest(at: time)
            self.outcome = outcome
            end = time
        }
    }
#endif
