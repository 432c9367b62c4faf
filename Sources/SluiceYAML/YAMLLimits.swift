/// How much a text may hold, so that hostile input costs little time and memory.
public struct YAMLLimits: Hashable, Sendable {
    /// The size of a text in bytes.
    public var bytes = 64 << 20
    /// How many levels values may nest, the outermost included; at most 250.
    public var depth = 64
    /// How many values a text may come to once aliases and merge keys are followed.
    public var nodes = 10_000_000

    /// How many keys merge keys may bring in, over all mappings: unlike aliases, they are copied.
    public var mergedKeys = 1_000_000

    /// 64 MiB, 64 levels, 10,000,000 values, 1,000,000 merged keys.
    public init() {}
}
