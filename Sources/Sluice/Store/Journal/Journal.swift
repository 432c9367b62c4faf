/// Where a ``JournaledStore`` writes down what its ledger does. Called from one thread at a time, and may block it.
package protocol Journal: AnyObject, Sendable {
    /// Writes changes down, all or none, so that they survive the process.
    /// - Throws: ``SluiceError`` with `storeFailed`. What was written since the last success may be there or not; nothing is asked of the
    ///   journal any more.
    func write(_ changes: [Change]) throws(SluiceError)

    /// How runs ended.
    /// - Throws: ``SluiceError`` with `storeFailed`.
    func endings(of runs: [RunID]) throws(SluiceError) -> [RunID: RunEnding]

    /// What is known of a run that has ended.
    /// - Throws: ``SluiceError`` with `storeFailed`.
    func run(_ id: RunID) throws(SluiceError) -> RunSnapshot?

    /// What is looked at without being in the way of what is written.
    var viewer: any JournalViewer { get }

    /// Lets go of everything.
    func close()
}

/// What a journal has of its runs, as of what is written. Used from any thread.
package protocol JournalViewer: Sendable {
    /// The runs that have ended and that a filter lets through, the newest first, at most as many as the filter says.
    /// - Throws: ``SluiceError`` with `storeFailed`.
    func endedRuns(matching filter: RunFilter) async throws -> [RunSnapshot]

    /// What is known of a run, ended or not, but why it waits.
    /// - Throws: ``SluiceError`` with `storeFailed`.
    func history(of run: RunID) async throws -> RunHistory?
}
