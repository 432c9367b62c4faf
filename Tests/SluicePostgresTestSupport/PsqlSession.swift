import Foundation
package import SluiceTestSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// PostgreSQL's own client, as somebody has it open who knows nothing of Sluice: one connection, whose transactions go
/// on from one question to the next.
package final class PsqlSession: Sendable {
    private let process: Process
    private let requests = Pipe()
    private let replies = Pipe()
    /// Waits for replies instead of the threads that tasks share.
    private let queue = DispatchQueue(label: "sluice-psql")

    /// - Parameter role: Whom to connect as, instead of whom the connection string says.
    package init(_ connectionString: String, role: String? = nil) throws {
        process = Process()
        let name = role.map { "\(connectionString) user='\($0)'" } ?? connectionString
        let psql = try Supervisor.program("psql")
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "exec \"$1\" -XAtq -v VERBOSITY=sqlstate -d \"$2\" 2>&1", "sh", psql, name]
        process.standardInput = requests
        process.standardOutput = replies
        try process.run()
    }

    /// Sends statements.
    /// - Returns: The lines of the answers, of errors the SQLSTATE (as in `ERROR:  SL001`).
    @discardableResult
    package func ask(_ sql: String) async throws -> [String] {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in continuation.resume(with: Result { try exchange(sql) }) }
        }
    }

    private func exchange(_ sql: String) throws -> [String] {
        let end = "end of the answer"
        let semicolon = sql.hasPrefix("\\") ? "" : ";"
        try withoutSignalOfPipes {
            try requests.fileHandleForWriting.write(contentsOf: Data("\(sql)\(semicolon)\n\\echo \(end)\n".utf8))
        }
        var bytes = Data()
        while !bytes.suffix(end.utf8.count + 1).elementsEqual("\(end)\n".utf8) {
            let more = replies.fileHandleForReading.availableData
            guard !more.isEmpty else {
                throw ServerFailure(description: "psql has ended: \(String(decoding: bytes, as: UTF8.self))")
            }
            bytes += more
        }
        let answer = String(decoding: bytes.dropLast(end.utf8.count + 1), as: UTF8.self)
        return answer.split(separator: "\n").map(String.init)
    }

    /// Ends the connection; an open transaction is undone.
    package func close() async {
        try? requests.fileHandleForWriting.close()
        await withCheckedContinuation { continuation in
            queue.async { [process] in
                process.waitUntilExit()
                continuation.resume()
            }
        }
    }

    /// Runs a file's worth of SQL, or `pg_dump`, to its end.
    package static func run(
        _ program: String, _ arguments: [String], database: String, input: String = ""
    ) throws -> Command {
        try Command.run(
            [try Supervisor.program(program)] + arguments + ["-d", database], input: input,
            keepingErrorsApart: true)
    }
}

/// Writes to a program that may have ended, which is an error then, and not the end of all tests: its signal is kept from
/// this thread, and from no other, since what is tested has to do without.
private func withoutSignalOfPipes(_ body: () throws -> Void) rethrows {
    var (signals, before) = (sigset_t(), sigset_t())
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer {
        var pending = sigset_t()
        sigpending(&pending)
        var number: Int32 = 0
        if sigismember(&pending, SIGPIPE) == 1 { sigwait(&signals, &number) }
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    try body()
}
