import Foundation
import Synchronization

/// Asks `git`.
final class GitProgram: Sendable {
    private let folder: String
    /// A process that hands out objects, started when the first is asked for.
    private let reader = Mutex<ObjectReader?>(nil)

    init(folder: String) { self.folder = folder }

    deinit {
        reader.withLock { $0?.close() }
    }

    /// Runs a command to its end, and gives its output.
    func run(_ arguments: [String]) throws(GitError) -> String {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try start(process, arguments)
        // What it complains of is a line or two, so that this pipe never fills while the other is read.
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw GitError.refused(String(decoding: complaint, as: UTF8.self))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The content of an object.
    func content(of object: String) throws(GitError) -> [UInt8] {
        try reader.withLock { reader throws(GitError) in
            if reader == nil {
                let process = Process()
                let (input, output) = (Pipe(), Pipe())
                process.standardInput = input
                process.standardOutput = output
                try start(process, ["cat-file", "--batch"])
                reader = ObjectReader(
                    process: process, input: input.fileHandleForWriting, output: output.fileHandleForReading)
            }
            return try reader!.content(of: object)
        }
    }

    private func start(_ process: Process, _ arguments: [String]) throws(GitError) {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-C", folder] + arguments
        do {
            try process.run()
        } catch {
            throw GitError.refused("\(error)")
        }
    }
}

/// A running `git cat-file --batch`.
private struct ObjectReader {
    let process: Process
    let input: FileHandle
    let output: FileHandle

    /// Asks for one object at a time, so that neither side ever waits for the other to read.
    func content(of object: String) throws(GitError) -> [UInt8] {
        do {
            try input.write(contentsOf: Data("\(object)\n".utf8))
            // <object> SP <type> SP <size> LF <content> LF
            var header: [UInt8] = []
            while let byte = try output.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { header.append(byte) }
            let fields = String(decoding: header, as: UTF8.self).split(separator: " ")
            guard fields.count == 3, let size = Int(fields[2]) else {
                throw GitError.refused("git does not give '\(object)': \(String(decoding: header, as: UTF8.self))")
            }
            var content: [UInt8] = []
            while content.count <= size, let part = try output.read(upToCount: size + 1 - content.count), !part.isEmpty
            {
                content += part
            }
            guard content.count == size + 1 else { throw GitError.refused("git broke off in '\(object)'") }
            return content.dropLast()
        } catch let error as GitError {
            throw error
        } catch {
            throw GitError.refused("\(error)")
        }
    }

    func close() {
        try? input.close()
        process.waitUntilExit()
    }
}

/// What `git` refused.
package enum GitError: Error, CustomStringConvertible {
    /// In its own words.
    case refused(String)
    /// No commit goes by that name.
    case unknownRevision(String, repository: String)

    package var description: String {
        switch self {
        case .refused(let words):
            "git can't be asked: " + words.split(separator: "\n").joined(separator: " ")
        case .unknownRevision(let name, let repository):
            "'\(name)' is no revision of the repository '\(repository)'; 'git log --oneline' lists them, and in CI the "
                + "history must have been fetched (actions/checkout: 'fetch-depth: 0')"
        }
    }
}
