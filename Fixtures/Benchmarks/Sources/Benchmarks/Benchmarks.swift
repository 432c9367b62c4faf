import Foundation

/// A group of figures that are measured in one run, so that their ratios mean something on a noisy machine.
struct Benchmark {
    var name: String
    /// Whether it takes so long that it is only measured when it is asked for.
    var isOnDemand = false
    var measure: () async throws -> [Figure]
}

@main
struct Benchmarks {
    static var all: [Benchmark] {
        [
            Benchmark(name: "memory-store", measure: MemoryStoreBenchmark.measure),
            Benchmark(name: "sqlite-store", measure: SQLiteBenchmark.measure),
            Benchmark(name: "postgres-store", measure: PostgresBenchmark.measureThroughput),
            Benchmark(name: "postgres-processes", measure: PostgresBenchmark.measureProcesses),
            Benchmark(name: "postgres-keys", measure: PostgresBenchmark.measureKeys),
            Benchmark(name: "postgres-latency", measure: PostgresBenchmark.measureLatency),
            Benchmark(name: "postgres-soak", isOnDemand: true, measure: PostgresSoak.measure),
            Benchmark(name: "limits", measure: LimitsBenchmark.measure),
            Benchmark(name: "admission-keys", measure: AdmissionBenchmark.measureKeys),
            Benchmark(name: "bytes-per-run", measure: MemoryBenchmark.measure),
            Benchmark(name: "compile", measure: CompileBenchmark.measure),
            Benchmark(name: "tools", measure: ToolBenchmark.measure),
            Benchmark(name: "build-time", measure: BuildTimeBenchmark.measure),
            Benchmark(name: "consumer-build", measure: ConsumerBuildBenchmark.measure),
        ]
    }

    static func main() async throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.count == 2, arguments[0] == "--worker" {
            return try await JSONDecoder().decode(WorkerSetup.self, from: Data(arguments[1].utf8)).serve()
        }
        var isJSON = false
        if let position = arguments.firstIndex(of: "--format") {
            guard position + 1 < arguments.count, ["text", "json"].contains(arguments[position + 1]) else { usage() }
            isJSON = arguments[position + 1] == "json"
            arguments.removeSubrange(position...position + 1)
        }
        guard arguments.count <= 1, arguments.first.map({ name in all.contains { $0.name == name } }) ?? true else {
            usage()
        }
        var holds = true
        for benchmark in all where arguments.first.map({ $0 == benchmark.name }) ?? !benchmark.isOnDemand {
            for figure in try await benchmark.measure() {
                FileHandle.standardOutput.write(Data(((isJSON ? figure.json : figure.text) + "\n").utf8))
                holds = holds && figure.holds
            }
        }
        exit(holds ? 0 : 1)
    }

    private static func usage() -> Never {
        let names = all.map(\.name).joined(separator: " | ")
        FileHandle.standardError.write(Data("usage: Fixtures/Benchmarks/run [\(names)] [--format text|json]\n".utf8))
        exit(64)
    }
}
