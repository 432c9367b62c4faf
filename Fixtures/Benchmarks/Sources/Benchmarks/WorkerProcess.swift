import Foundation
import Synchronization

/// A worker in a process of its own, as in production: this program, called with the option `--worker`.
final class WorkerProcess {
    private static let alive = Mutex<Set<pid_t>>([])

    private let process = Process()
    private let questions = Pipe()
    private let answers = Pipe()

    init(_ setup: WorkerSetup) throws {
        process.executableURL = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        process.arguments = ["--worker", String(decoding: try JSONEncoder().encode(setup), as: UTF8.self)]
        // It ends when this closes, however that comes about.
        process.standardInput = questions
        process.standardOutput = answers
        try process.run()
        Self.alive.withLock { _ = $0.insert(process.processIdentifier) }
    }

    /// What the worker's handlers have measured since they were asked last.
    func takeSamples() throws -> [Int] {
        try questions.fileHandleForWriting.write(contentsOf: Data("take\n".utf8))
        return try line().split(separator: " ").compactMap { Int($0) }
    }

    func stop() throws {
        try questions.fileHandleForWriting.close()
        process.waitUntilExit()
        Self.alive.withLock { _ = $0.remove(process.processIdentifier) }
        guard process.terminationStatus == 0 else { throw PostgresSession.Failure(description: "a worker has failed") }
    }

    /// Ends them all at once, for who is interrupted.
    static func killAll() {
        for process in alive.withLock({ $0 }) { kill(process, SIGKILL) }
    }

    private func line() throws -> String {
        var line = Data()
        while true {
            let data = answers.fileHandleForReading.availableData
            if data.isEmpty { throw PostgresSession.Failure(description: "a worker has ended") }
            line += data
            if line.last == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
        }
    }
}
