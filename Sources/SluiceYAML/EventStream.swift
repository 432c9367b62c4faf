internal import CSluiceLibYAML

/// libyaml's parser over a text in memory.
struct EventStream: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>

    /// - Parameter text: UTF-8 without a byte order mark, not empty; it must outlive the stream.
    init(_ text: UnsafeRawBufferPointer) {
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else { fatalError("libyaml is out of memory") }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress!.assumingMemoryBound(to: UInt8.self), text.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deinitialize(count: 1)
        parser.deallocate()
    }

    /// Reads the next event and passes it to `body`, which must not keep its pointers.
    ///
    /// - Returns: What `body` returns, or `nil` where the text is not YAML: see ``failure``.
    func next<Result>(_ body: (borrowing yaml_event_t) -> Result) -> Result? {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { return nil }
        defer { yaml_event_delete(&event) }
        return body(event)
    }

    /// What libyaml says of the text once ``next(_:)`` has returned `nil`.
    var failure: Failure {
        Failure(
            type: parser.pointee.error,
            problem: parser.pointee.problem.map { String(cString: $0) } ?? "",
            problemMark: parser.pointee.problem_mark,
            offset: parser.pointee.problem_offset,
            value: Int(parser.pointee.problem_value),
            context: parser.pointee.context.map { String(cString: $0) } ?? "",
            contextMark: parser.pointee.context_mark)
    }

    struct Failure {
        let type: yaml_error_type_t
        let problem: String
        let problemMark: yaml_mark_t
        /// For reader errors, which carry no mark: the byte.
        let offset: Int
        /// For reader errors: the offending byte or scalar, or -1.
        let value: Int
        let context: String
        let contextMark: yaml_mark_t
    }
}
