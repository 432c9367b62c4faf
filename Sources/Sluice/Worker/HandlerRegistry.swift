/// The handlers of one generated namespace: what its `Handlers` protocol refines.
public protocol TaskHandlers: Sendable {
    /// Adds each handler to a registry. Generated code implements it.
    func register(in registry: inout HandlerRegistry)
}

/// Which function executes the runs of which task.
public struct HandlerRegistry: Sendable {
    /// Decodes a payload, executes the handler, encodes the output.
    typealias Handler = @Sendable (RunScope, [UInt8]) async throws -> [UInt8]

    private(set) var handlers: [String: Handler] = [:]
    private(set) var duplicates: [String] = []

    init() {}

    /// Adds a handler with payload and output.
    @_spi(SluiceGenerated) public mutating func add<Definition: TaskDefinition>(
        _: Definition.Type,
        _ handler: @escaping @Sendable (Definition.Payload, RunContext<Definition>) async throws -> Definition.Output
    ) {
        add(Definition.id) { scope, bytes in
            let payload = try decodePayload(Definition.Payload.self, from: bytes, root: .payload)
            return try encodeOutput(of: Definition.self, await handler(payload, RunContext(scope)))
        }
    }

    /// Adds a handler of a task without output.
    @_spi(SluiceGenerated) public mutating func addWithoutOutput<Definition: TaskDefinition>(
        _: Definition.Type,
        _ handler: @escaping @Sendable (Definition.Payload, RunContext<Definition>) async throws -> Void
    ) where Definition.Output == NoOutput {
        add(Definition.id) { scope, bytes in
            try await handler(decodePayload(Definition.Payload.self, from: bytes, root: .payload), RunContext(scope))
            return try encodeOutput(of: Definition.self, NoOutput())
        }
    }

    /// Adds a handler of a task without payload.
    @_spi(SluiceGenerated) public mutating func addWithoutPayload<Definition: TaskDefinition>(
        _: Definition.Type, _ handler: @escaping @Sendable (RunContext<Definition>) async throws -> Definition.Output
    ) where Definition.Payload == NoPayload {
        add(Definition.id) { scope, _ in
            try encodeOutput(of: Definition.self, await handler(RunContext(scope)))
        }
    }

    /// Adds a handler of a task without payload and output.
    @_spi(SluiceGenerated) public mutating func addWithoutBoth<Definition: TaskDefinition>(
        _: Definition.Type, _ handler: @escaping @Sendable (RunContext<Definition>) async throws -> Void
    ) where Definition.Payload == NoPayload, Definition.Output == NoOutput {
        add(Definition.id) { scope, _ in
            try await handler(RunContext(scope))
            return try encodeOutput(of: Definition.self, NoOutput())
        }
    }

    private mutating func add(_ task: String, _ handler: @escaping Handler) {
        if handlers.updateValue(handler, forKey: task) != nil { duplicates.append(task) }
    }
}

/// - Throws: ``PayloadError``, ``OutputTooLarge``.
private func encodeOutput<Definition: TaskDefinition>(
    of: Definition.Type, _ output: Definition.Output
) throws -> [UInt8] {
    let bytes = try encodePayload(output, root: .output)
    guard bytes.count <= Client.maximumPayloadSize else { throw OutputTooLarge(task: Definition.id, size: bytes.count) }
    return bytes
}

/// A handler returned more than a store keeps.
private struct OutputTooLarge: FinalError, CustomStringConvertible {
    let task: String
    let size: Int

    var description: String {
        "the output of '\(task)' has \(size) bytes, and at most \(Client.maximumPayloadSize) are kept; "
            + "keep it elsewhere, and return where it is"
    }
}
