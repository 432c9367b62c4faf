@_spi(SluiceGenerated) import Sluice

/// Tells whether an object is still there.
struct WeakReference: @unchecked Sendable {
    private weak var object: AnyObject?

    init(_ object: AnyObject) { self.object = object }

    var isGone: Bool { object == nil }
}

extension RunContext {
    /// What a worker keeps of an attempt.
    var attemptObject: AnyObject { scope }
}
