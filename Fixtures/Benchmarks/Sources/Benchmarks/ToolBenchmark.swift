import Foundation

/// The tools as whole processes, in processor seconds: what CI and every build of a consumer pay.
enum ToolBenchmark {
    private static let rounds = 7

    static func measure() async throws -> [Figure] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-tools-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let sluice = try tool("SLUICE_COMMAND")
        let generate = try tool("SLUICE_GENERATE_DEBUG")
        let walk = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "WalkEvents").path(percentEncoded: false)
        let thousand = try file(tasks: 1_000, in: folder)
        let tenThousand = try file(tasks: 10_000, in: folder)
        let hundredThousand = try file(tasks: 100_000, in: folder)
        let output = folder.path(percentEncoded: false)

        // Its summary, which it writes beside its report, is of no interest here.
        func validate(_ file: String) throws -> Double {
            try ChildProcess.run([sluice, "validate", file], in: folder, showingErrors: false).processorSeconds
        }

        var walked: [Double] = []
        var few: [Double] = []
        var many: [Double] = []
        var generated: [Double] = []
        // In turn, so that a machine whose speed drifts is as slow for each of them.
        for round in 0...rounds {
            let samples = try (
                ChildProcess.run([walk, tenThousand], in: folder).processorSeconds,
                validate(tenThousand),
                validate(hundredThousand),
                ChildProcess.run([generate, output, output, thousand], in: folder).userSeconds
            )
            if round == 0 { continue }
            walked.append(samples.0)
            few.append(samples.1)
            many.append(samples.2)
            generated.append(samples.3)
        }
        let (walkedSeconds, fewSeconds) = (Timing.median(walked), Timing.median(few))
        let manySeconds = Timing.median(many)
        return [
            Figure(
                name: "a process that walks the events of 10,000 tasks", value: walkedSeconds * 1e3, unit: "ms",
                bar: .none),
            Figure(name: "sluice validate, 10,000 tasks", value: fewSeconds * 1e3, unit: "ms", bar: .none),
            Figure(
                name: "sluice validate ÷ walking the events", value: fewSeconds / walkedSeconds, unit: "×",
                bar: .atMost(3)),
            Figure(
                name: "sluice validate, 100,000 tasks ÷ 10,000 tasks", value: manySeconds / fewSeconds, unit: "×",
                bar: .atMost(12)),
            Figure(
                name: "the plugin's tool in a debug build, 1,000 tasks", value: Timing.median(generated),
                unit: "user s", bar: .atMost(1)),
        ]
    }

    /// Where `run` has built a program.
    private static func tool(_ variable: String) throws -> String {
        guard let path = ProcessInfo.processInfo.environment[variable] else {
            throw CocoaError(
                .fileNoSuchFile,
                userInfo: [NSLocalizedDescriptionKey: "\(variable) is not set: use Fixtures/Benchmarks/run"])
        }
        return path
    }

    private static func file(tasks: Int, in folder: URL) throws -> String {
        let file = folder.appending(path: "\(tasks).tasks.yaml")
        try Data(SampleDeclarations.yaml(tasks: tasks).utf8).write(to: file)
        return file.path(percentEncoded: false)
    }
}
