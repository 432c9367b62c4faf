/// Where a ``JournaledStore`` writes down what its ledger does. Called from one thread at a time, and may block it.
package protocol Journal: AnyObject, Sendable {
    /// Writes changes down, all or none, so that they survive the process.
    /// - Parameter unread: Claimed runs whose payloads to read in the same step.
    /// - Throws: ``SluiceError`` with `storeFailed`. What was written since the last success may be there or not; nothing is asked of the
    ///   journal any more.
    func write(_ changes: [Change], reading unread: [UnreadPayload]) throws(SluiceError)

    /// How runs ended.
    /// - Throws: ``SluiceError`` with `storeFailed`.
    func endings(of runs: [RunID]) throws(SluiceError) -> [RunID: RunEnding]

    /// What is known of a run that has ended.
    /// - Throws: ``SluiceError`` with `storeFailed`.
    func run(_ id: RunID) throws(SluiceError) -> RunSnapshot?

    /// Lets go of everything.
    func close()
}
