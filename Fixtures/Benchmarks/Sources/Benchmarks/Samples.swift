/// What was measured again and again.
struct Samples {
    private(set) var values: [Double] = []

    mutating func add(_ value: Double) { values.append(value) }

    var median: Double { Timing.median(values) }

    /// From the least to the most.
    var spread: ClosedRange<Double>? {
        guard let least = values.min(), let most = values.max() else { return nil }
        return least...most
    }

    func map(_ change: (Double) -> Double) -> Samples { Samples(values: values.map(change)) }

    /// Each by that of the same round.
    static func / (one: Samples, other: Samples) -> Samples {
        Samples(values: zip(one.values, other.values).map { $0 / $1 })
    }
}
