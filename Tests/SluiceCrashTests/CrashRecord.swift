import Foundation
import GRDB

/// What a service's handlers and clients have said over all its lives, beside what its file says in the end. Knows nothing of how the
/// store works.
struct CrashRecord {
    /// A time in which an attempt held its slots.
    struct Hold {
        var run: String
        var queue: String
        var key: String
        var from: Int
        var to: Int
    }

    struct Row {
        var state: Int
        var attempts: Int
    }

    struct Attempt: Hashable {
        var run: String
        var number: Int
    }

    private(set) var rows: [String: Row] = [:]
    private(set) var holds: [Hold] = []
    private(set) var tasks: [String: String] = [:]
    private var accepted: [(run: String, task: String, key: String)] = []
    private var results: [(run: String, state: String, at: Int)] = []
    private var starts: [Attempt: Int] = [:]
    private var ends: [Attempt: String] = [:]
    private var childRuns: [Int: Set<String>] = [:]
    private var complaints: [String] = []

    var acceptedCount: Int { accepted.count }
    var resultCount: Int { results.count }

    static let completed = 4
    static let failed = 5

    init(journal: String, store: String) throws {
        try read(journal)
        let queue = try DatabaseQueue(path: store)
        try queue.read { database in
            for row in try GRDB.Row.fetchAll(
                database, sql: "SELECT hex(id) AS id, state, attempts FROM run")
            {
                rows[row["id"]] = Row(state: row["state"], attempts: row["attempts"])
            }
        }
    }

    private mutating func read(_ journal: String) throws {
        var open: [Attempt: Hold] = [:]
        let lines = try String(contentsOfFile: journal, encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }
        for line in lines.sorted(by: { Int($0[0])! < Int($1[0])! }) {
            let (time, what) = (Int(line[0])!, line[1])
            switch what {
            case "K":
                // Whatever executed was over by then.
                for hold in open.values { close(hold, at: time) }
                open = [:]
                continue
            default: break
            }
            let run = line[2].replacing("-", with: "").uppercased()
            switch what {
            case "A": accepted.append((run, line[3], line[4]))
            case "R": results.append((run, line[3], time))
            default:
                let attempt = Attempt(run: run, number: Int(line[3])!)
                switch what {
                case "S":
                    if starts.updateValue(time, forKey: attempt) != nil {
                        complaints.append("attempt \(attempt.number) of \(run) was executed twice")
                    }
                    open[attempt] = Hold(run: run, queue: line[4], key: line[5], from: time, to: .max)
                    if let number = Int(line[6]), number < 0 { childRuns[number, default: []].insert(run) }
                case "W":
                    if let hold = open[attempt] { close(hold, at: time) }
                    open[attempt]?.from = .max  // it holds nothing until it goes on
                case "C": open[attempt]?.from = time
                default:
                    if let hold = open.removeValue(forKey: attempt) { close(hold, at: time) }
                    ends[attempt] = line[4]
                }
            }
        }
    }

    private mutating func close(_ hold: Hold, at time: Int) {
        guard hold.from < time else { return }
        var hold = hold
        hold.to = time
        holds.append(hold)
    }

    /// What should not have been.
    func violations() -> [String] {
        complaints + losses() + outcomes() + doubles() + excesses()
    }

    private func losses() -> [String] {
        accepted.compactMap { run, task, _ in
            guard let row = rows[run] else { return "\(task) \(run) was accepted and is lost" }
            return row.state < Self.completed ? "\(task) \(run) has not ended" : nil
        }
    }

    private func outcomes() -> [String] {
        let taskOf = Dictionary(accepted.map { ($0.run, $0.task) }, uniquingKeysWith: { first, _ in first })
        var violations: [String] = []
        for (run, row) in rows {
            let last = ends[Attempt(run: run, number: row.attempts)]
            switch row.state {
            case Self.completed:
                if last != "completed" {
                    violations.append("\(run) completed, but its attempt \(row.attempts) did not")
                }
            case Self.failed:
                if row.attempts != 2 || taskOf[run].map({ $0 != "tenant" }) ?? false {
                    violations.append("\(run) failed with attempts left")
                }
            default: violations.append("\(run) ended in state \(row.state)")
            }
        }
        for attempt in starts.keys where attempt.number > rows[attempt.run]?.attempts ?? 0 {
            violations.append("attempt \(attempt.number) of \(attempt.run) was executed and not counted")
        }
        var lastStart: [String: Int] = [:]
        for (attempt, time) in starts { lastStart[attempt.run] = max(lastStart[attempt.run] ?? 0, time) }
        for (run, state, time) in results {
            let stored = rows[run].map { $0.state == Self.completed ? "completed" : "failed" }
            if stored != state { violations.append("\(run) was told to have \(state), and has \(stored ?? "gone")") }
            if let start = lastStart[run], start > time {
                violations.append("\(run) was executed again after its result was told")
            }
        }
        return violations
    }

    private func doubles() -> [String] {
        var violations: [String] = []
        for (number, runs) in childRuns where runs.count > 1 {
            violations.append("child \(number) was triggered \(runs.count) times")
        }
        // A task that never fails has one run for each key, for ever.
        var named: [String: String] = [:]
        for (run, task, key) in accepted where key != "-" && task != "tenant" {
            if let other = named.updateValue(run, forKey: "\(task) \(key)"), other != run {
                violations.append("the idempotency key '\(key)' of \(task) names two runs")
            }
        }
        return violations
    }

    private func excesses() -> [String] {
        excess(of: "the organization", 6) { _ in true } + excess(of: "plain", 3) { $0.queue == "plain" }
            + excess(of: "serial", 1) { $0.queue == "serial" } + excess(of: "keyed", 4) { $0.queue == "keyed" }
            + Set(holds.map(\.key)).sorted().filter { $0 != "-" }.flatMap { key in
                excess(of: key, 2) { $0.queue == "keyed" && $0.key == key }
            }
    }

    /// Counts who held a slot at every instant; who lets go at the very instant at which another takes it has let go before.
    private func excess(of name: String, _ limit: Int, _ isCounted: (Hold) -> Bool) -> [String] {
        var changes: [(time: Int, change: Int)] = []
        for hold in holds where isCounted(hold) { changes += [(hold.from, 1), (hold.to, -1)] }
        changes.sort { ($0.time, $0.change) < ($1.time, $1.change) }
        var (held, most) = (0, 0)
        for change in changes {
            held += change.change
            most = max(most, held)
        }
        return most > limit ? ["\(name) had \(most) at once, and \(limit) are allowed"] : []
    }
}
