package import Foundation

/// A program that was run to its end, and what it said.
package struct Command {
    package let status: Int32
    /// Whether it was ended by a signal, as a crash is; the status is then the signal's number.
    package let wasKilled: Bool
    /// Standard output; with standard error between, as a terminal would show them, unless that was kept apart.
    package let output: String
    /// Standard error, where it was kept apart.
    package let errors: String

    /// The lines of the output that hold a text.
    package func lines(with text: String) -> [String] {
        output.split(separator: "\n").filter { $0.contains(text) }.map(String.init)
    }

    /// Runs a program that is found where the shell would find it.
    ///
    /// Its output goes through files: a pipe that nobody reads in time would stop it.
    ///
    /// - Parameters:
    ///   - input: What it reads from standard input.
    ///   - environment: Variables that it gets besides those of the tests.
    ///   - keepingErrorsApart: Whether standard error is to be told from standard output.
    @discardableResult
    package static func run(
        _ arguments: [String], in folder: URL = Repository.root, input: String = "",
        environment: [String: String] = [:], keepingErrorsApart: Bool = false
    ) throws -> Command {
        try withTemporaryFolder { logs in
            let (inputFile, outputFile) = (logs.appending(component: "input"), logs.appending(component: "output"))
            let errorsFile = logs.appending(component: "errors")
            try Data(input.utf8).write(to: inputFile)
            for file in [outputFile, errorsFile] { try Data().write(to: file) }
            let output = try FileHandle(forWritingTo: outputFile)
            let errors = try FileHandle(forWritingTo: errorsFile)
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = arguments
            process.currentDirectoryURL = folder
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            process.standardInput = try FileHandle(forReadingFrom: inputFile)
            process.standardOutput = output
            process.standardError = keepingErrorsApart ? errors : output
            try process.run()
            // Nothing that tests run takes nearly as long: what does has stopped going on.
            let watchdog = DispatchWorkItem { process.terminate() }
            DispatchQueue.global().asyncAfter(deadline: .now() + 1_800, execute: watchdog)
            process.waitUntilExit()
            watchdog.cancel()
            for handle in [output, errors] { try handle.close() }
            return Command(
                status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
                output: try outputFile.text(), errors: try errorsFile.text())
        }
    }
}
