extension RunHistory: Codable {
    private enum CodingKeys: String, CodingKey {
        case run, payload, output, message, idempotencyKey, tick, prioritySeconds, dueAt, expiresAt, maxAttempts
        case isCancelRequested, attempts, children, childCount, waiting
    }

    /// Payload and output become texts that hold their JSON, and the priority a number of seconds.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(run, forKey: .run)
        try container.encode(String(decoding: payload, as: UTF8.self), forKey: .payload)
        try container.encodeIfPresent(output.map { String(decoding: $0, as: UTF8.self) }, forKey: .output)
        try container.encodeIfPresent(message, forKey: .message)
        try container.encodeIfPresent(idempotencyKey, forKey: .idempotencyKey)
        try container.encodeIfPresent(tick, forKey: .tick)
        try container.encode(Double(priority.wholeMicroseconds) / 1_000_000, forKey: .prioritySeconds)
        try container.encodeIfPresent(dueAt, forKey: .dueAt)
        try container.encodeIfPresent(expiresAt, forKey: .expiresAt)
        try container.encode(maxAttempts, forKey: .maxAttempts)
        try container.encode(isCancelRequested, forKey: .isCancelRequested)
        try container.encode(attempts, forKey: .attempts)
        try container.encode(children, forKey: .children)
        try container.encode(childCount, forKey: .childCount)
        try container.encodeIfPresent(waiting, forKey: .waiting)
    }

    /// From what ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            run: try container.decode(RunSnapshot.self, forKey: .run),
            payload: Array(try container.decode(String.self, forKey: .payload).utf8),
            output: try container.decodeIfPresent(String.self, forKey: .output).map { Array($0.utf8) },
            message: try container.decodeIfPresent(String.self, forKey: .message),
            idempotencyKey: try container.decodeIfPresent(String.self, forKey: .idempotencyKey),
            tick: try container.decodeIfPresent(Timestamp.self, forKey: .tick),
            priority: .microseconds(
                Int64((try container.decode(Double.self, forKey: .prioritySeconds) * 1_000_000).rounded())),
            dueAt: try container.decodeIfPresent(Timestamp.self, forKey: .dueAt),
            expiresAt: try container.decodeIfPresent(Timestamp.self, forKey: .expiresAt),
            maxAttempts: try container.decode(Int.self, forKey: .maxAttempts),
            isCancelRequested: try container.decode(Bool.self, forKey: .isCancelRequested),
            attempts: try container.decode([AttemptRecord].self, forKey: .attempts),
            children: try container.decode([RunSnapshot].self, forKey: .children),
            childCount: try container.decode(Int.self, forKey: .childCount),
            waiting: try container.decodeIfPresent(WaitExplanation.self, forKey: .waiting))
    }
}
