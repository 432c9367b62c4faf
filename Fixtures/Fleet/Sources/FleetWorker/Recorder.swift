import Foundation
import Sluice

/// Writes down, from inside the handlers and without asking Sluice, when each begins and ends: a line each into a file
/// of this process, which whoever kills it leaves whole.
final class Recorder: Sendable {
    private let file: Int32

    init(folder: URL) throws {
        let path = folder.appending(component: "\(getpid()).attempts").path(percentEncoded: false)
        file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }

    deinit { close(file) }

    func record<Definition: TaskDefinition, Output>(
        _ run: RunContext<Definition>, _ work: () async throws -> Output
    ) async throws -> Output {
        let attempt = "\(run.id) \(run.attempt) \(run.queue) \(run.key ?? "-")"
        try write("begin \(Timestamp.now.microseconds) \(attempt)")
        do {
            let output = try await work()
            try write("end \(Timestamp.now.microseconds) \(attempt)")
            return output
        } catch {
            try write("end \(Timestamp.now.microseconds) \(attempt)")
            throw error
        }
    }

    private func write(_ line: String) throws {
        let bytes = Array((line + "\n").utf8)
        guard Foundation.write(file, bytes, bytes.count) == bytes.count else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
    }
}
