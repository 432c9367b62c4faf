import Foundation

/// What the handlers of all processes have written down.
struct Records {
    let folder: URL

    /// - Throws: For a line that makes no sense, and for an attempt without an end in a process that was not killed.
    func read() throws -> History {
        var history = History()
        for file in try files() {
            try read(file, killedAt: try death(of: file.deletingPathExtension().lastPathComponent), into: &history)
        }
        return history
    }

    /// The process that executes most now.
    func busiest() throws -> String {
        var busiest = (process: "", count: 0)
        for file in try files() {
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            let count = lines.reduce(0) { $0 + ($1.hasPrefix("begin") ? 1 : -1) }
            if count > busiest.count { busiest = (file.deletingPathExtension().lastPathComponent, count) }
        }
        return busiest.process
    }

    private func files() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "attempts" }
    }

    /// When a process was found dead that was killed, in microseconds since 1970: whoever killed it has made a file
    /// then.
    private func death(of process: String) throws -> Int64? {
        let path = folder.appending(component: "\(process).killed").path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
        return date.map { Int64($0.timeIntervalSince1970 * 1_000_000) }
    }

    private func read(_ file: URL, killedAt death: Int64?, into history: inout History) throws {
        var open: [String: History.Attempt] = [:]
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 5).map(String.init)
            guard words.count == 6, let time = Int64(words[1]) else { throw Nonsense(line: String(line)) }
            let name = "\(words[2]) \(words[3])"
            if words[0] == "begin" {
                open[name] = History.Attempt(run: words[2], queue: words[4], key: words[5], begin: time)
            } else if let attempt = open.removeValue(forKey: name) {
                history.add(attempt, end: time, isLost: false)
            }
        }
        for attempt in open.values {
            guard let death else { throw Nonsense(line: "an attempt of run \(attempt.run) has no end") }
            history.add(attempt, end: death, isLost: true)
        }
        history.workerCount += 1
    }
}

private struct Nonsense: Error, CustomStringConvertible {
    let line: String

    var description: String { "the records make no sense: \(line)" }
}

/// When attempts began and ended, over all processes.
struct History {
    /// Where a limit may apply.
    enum Level: Hashable {
        case organization
        case queue(String)
        case key(queue: String, key: String)
    }

    struct Attempt {
        var run: String
        var queue: String
        var key: String
        var begin: Int64
    }

    /// The runs that a killed process executed when it died.
    private(set) var lost: Set<String> = []
    /// The runs whose handlers have returned.
    private(set) var ended: Set<String> = []
    var workerCount = 0
    private var changes: [Level: [(time: Int64, change: Int)]] = [:]

    mutating func add(_ attempt: Attempt, end: Int64, isLost: Bool) {
        if isLost { lost.insert(attempt.run) } else { ended.insert(attempt.run) }
        let levels = [
            .organization, .queue(attempt.queue), Level.key(queue: attempt.queue, key: attempt.key),
        ]
        for level in levels { changes[level, default: []] += [(attempt.begin, 1), (end, -1)] }
    }

    /// The most that ever executed at once.
    func most(at level: Level) -> Int {
        var (now, most) = (0, 0)
        // Who ends in the microsecond in which another begins was not there at the same time.
        for (_, change) in (changes[level] ?? []).sorted(by: { ($0.time, $0.change) < ($1.time, $1.change) }) {
            now += change
            most = max(most, now)
        }
        return most
    }
}
