import Foundation

/// A program that is run for what it costs.
enum ChildProcess {
    struct Cost {
        var wallSeconds: Double
        var userSeconds: Double
        var systemSeconds: Double
        var processorSeconds: Double { userSeconds + systemSeconds }
    }

    /// Runs a program that is found where the shell would find it; it must succeed. What it prints is dropped; errors
    /// are shown unless told otherwise.
    static func run(_ arguments: [String], in folder: URL, showingErrors: Bool = true) throws -> Cost {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.currentDirectoryURL = folder
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        if !showingErrors { process.standardError = FileHandle.nullDevice }
        let (before, start) = (usage(), ContinuousClock.now)
        try process.run()
        process.waitUntilExit()
        let (after, end) = (usage(), ContinuousClock.now)
        precondition(
            process.terminationStatus == 0,
            "'\(arguments.joined(separator: " "))' failed in \(folder.path(percentEncoded: false))")
        return Cost(
            wallSeconds: (end - start) / .seconds(1),
            userSeconds: seconds(after.ru_utime) - seconds(before.ru_utime),
            systemSeconds: seconds(after.ru_stime) - seconds(before.ru_stime))
    }

    private static func usage() -> rusage {
        var usage = rusage()
        getrusage(numericCast(RUSAGE_CHILDREN.rawValue), &usage)
        return usage
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}
