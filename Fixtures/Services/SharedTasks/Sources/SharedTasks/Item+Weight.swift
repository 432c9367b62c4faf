extension Tasks.Item {
    /// What all pieces weigh together.
    public var totalGrams: Double { grams * Double(count) }
}
