import CBenchmarkSupport
import SluiceCompiler

/// The compiler against libyaml's own pace: walking the events of the same bytes, and nothing else.
enum CompileBenchmark {
    static func measure() async throws -> [Figure] {
        let small = SourceFile(path: "tasks.yaml", text: SampleDeclarations.yaml(tasks: 1_000))
        let large = SourceFile(path: "tasks.yaml", text: SampleDeclarations.yaml(tasks: 10_000))
        let seconds = try await Timing.medians(
            rounds: 7,
            [
                { walkEvents(large.bytes) },
                { precondition(check(files: [large]).diagnostics.isEmpty) },
                { precondition(!compile(files: [large]).outputs.isEmpty) },
                { precondition(!compile(files: [small]).outputs.isEmpty) },
            ])
        let megabytes = Double(large.bytes.count) / 1e6
        return [
            Figure(
                name: "walking the events of \(rounded(megabytes)) MB", value: seconds[0] * 1e3, unit: "ms", bar: .none),
            Figure(name: "reading and checking 10,000 tasks", value: seconds[1] * 1e3, unit: "ms", bar: .none),
            Figure(
                name: "reading and checking ÷ walking the events", value: seconds[1] / seconds[0], unit: "×",
                bar: .atMost(3)),
            Figure(
                name: "… and generating ÷ walking the events", value: seconds[2] / seconds[0], unit: "×",
                bar: .atMost(5)),
            Figure(
                name: "compiling 10,000 tasks ÷ 1,000 tasks", value: seconds[2] / seconds[3], unit: "×",
                bar: .atMost(12)),
        ]
    }

    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

    private static func walkEvents(_ bytes: [UInt8]) {
        var parser = yaml_parser_t()
        precondition(yaml_parser_initialize(&parser) == 1)
        defer { yaml_parser_delete(&parser) }
        bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            var event = yaml_event_t()
            var isOver = false
            while !isOver {
                precondition(yaml_parser_parse(&parser, &event) == 1)
                isOver = event.type == YAML_STREAM_END_EVENT
                yaml_event_delete(&event)
            }
        }
    }
}
