/// What a trigger may choose beyond payload and queue. Every option has a default that says "as declared".
///
/// ```swift
/// try await tasks.sendEmail.trigger(payload, options: .init(delay: .seconds(60), idempotencyKey: "welcome-\(user.id)"))
/// ```
public struct TriggerOptions: Sendable, Hashable {
    /// How long the run stays away from its queue. It holds no slot meanwhile, and its place in line counts from then. A past one runs now.
    public var delay: Duration?
    /// How long the run may wait for its first start, counted from the end of the delay; then it expires. `nil`: as declared.
    public var ttl: Duration?
    /// The head start over other runs of its pool. `nil`: as declared.
    public var priority: Duration?
    /// Makes repeated triggers of the task one run: the same key gives the run that the first one made, until that run ended otherwise
    /// than completed, or ``idempotencyKeyTTL`` has passed.
    public var idempotencyKey: String?
    /// How long the idempotency key counts, from the first trigger. Default: 24 hours.
    public var idempotencyKeyTTL: Duration
    /// Labels for looking runs up, at most 10 of at most 128 characters.
    public var tags: [String]
    /// Attempts in all, instead of the declared `retry.maxAttempts`; at least 1.
    public var maxAttempts: Int?

    /// Creates options; what is left out is as declared.
    public init(
        delay: Duration? = nil, ttl: Duration? = nil, priority: Duration? = nil, idempotencyKey: String? = nil,
        idempotencyKeyTTL: Duration = .seconds(24 * 60 * 60), tags: [String] = [], maxAttempts: Int? = nil
    ) {
        self.delay = delay
        self.ttl = ttl
        self.priority = priority
        self.idempotencyKey = idempotencyKey
        self.idempotencyKeyTTL = idempotencyKeyTTL
        self.tags = tags
        self.maxAttempts = maxAttempts
    }

    /// - Throws: ``SluiceError`` with `invalidOption`, naming the option.
    package func validate() throws(SluiceError) {
        if let ttl, ttl <= .zero {
            throw SluiceError(
                .invalidOption,
                "'ttl' is \(ttl); a run that may not wait can never start: leave it out or make it longer")
        }
        if let priority, priority < .zero {
            throw SluiceError(.invalidOption, "'priority' is \(priority); a head start can't be negative")
        }
        if let maxAttempts, maxAttempts < 1 {
            throw SluiceError(.invalidOption, "'maxAttempts' is \(maxAttempts); a run needs at least 1 attempt")
        }
        if let idempotencyKey {
            if idempotencyKey.isEmpty {
                throw SluiceError(
                    .invalidOption, "'idempotencyKey' is empty; leave it out where every trigger is a run of its own")
            }
            if idempotencyKeyTTL <= .zero {
                throw SluiceError(
                    .invalidOption, "'idempotencyKeyTTL' is \(idempotencyKeyTTL); it must be longer than nothing")
            }
        }
        if !tags.isEmpty {
            guard tags.count <= 10, tags.allSatisfy({ $0.count <= 128 }) else {
                throw SluiceError(.invalidOption, "a run takes at most 10 'tags' of at most 128 characters each")
            }
        }
    }

    static let standard = TriggerOptions()
}
