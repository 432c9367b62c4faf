import Foundation

/// A program that was run to its end, and what it said.
struct Command {
    let status: Int32
    /// Both streams, as a terminal would show them.
    let output: String

    /// The lines that hold a text.
    func lines(with text: String) -> [String] {
        output.split(separator: "\n").filter { $0.contains(text) }.map(String.init)
    }

    /// Runs a program that is found where the shell would find it.
    ///
    /// Its output goes through a file: a pipe that nobody reads in time would stop it.
    @discardableResult
    static func run(_ arguments: [String], in folder: URL = Repository.root) throws -> Command {
        let log = FileManager.default.temporaryDirectory.appending(component: "sluice-\(UUID().uuidString).log")
        try Data().write(to: log)
        defer { try? FileManager.default.removeItem(at: log) }
        let handle = try FileHandle(forWritingTo: log)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        try handle.close()
        return Command(status: process.terminationStatus, output: try log.text())
    }
}
