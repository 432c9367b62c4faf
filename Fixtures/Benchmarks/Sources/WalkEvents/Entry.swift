import CBenchmarkSupport

/// Reads a file and walks libyaml's events over it: the least that a process can do that reads YAML.
@main
enum Entry {
    static func main() {
        guard CommandLine.arguments.count == 2, let stream = fopen(CommandLine.arguments[1], "rb") else {
            fatalError("usage: WalkEvents FILE")
        }
        defer { fclose(stream) }
        var parser = yaml_parser_t()
        precondition(yaml_parser_initialize(&parser) == 1)
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_input_file(&parser, stream)
        var event = yaml_event_t()
        var isOver = false
        while !isOver {
            precondition(yaml_parser_parse(&parser, &event) == 1)
            isOver = event.type == YAML_STREAM_END_EVENT
            yaml_event_delete(&event)
        }
    }
}
