import Dispatch
import Foundation

/// Brings what several callers did to a journal in one step, on a thread of its own: while one group is being written, the next gathers.
///
/// The idea is old: "group commit", as in David DeWitt et al., *Implementation Techniques for Main Memory Database Systems* (1984).
final class GroupCommit: Sendable {
    /// What is written together, and who waits for it.
    struct Group: Sendable {
        /// Room for more is given back after a batch that was unusually large.
        static let keptCapacity = 16_384

        var changes: [Change] = []
        /// Called once the group is written, with what went wrong if it is not.
        var completions: [@Sendable (SluiceError?) -> Void] = []
        /// Done after that, with the journal at hand.
        var readers: [@Sendable (Result<any Journal, SluiceError>) -> Void] = []

        var isEmpty: Bool { changes.isEmpty && completions.isEmpty && readers.isEmpty }

        mutating func removeAll() {
            changes.removeAll(keepingCapacity: changes.capacity <= Self.keptCapacity)
            completions.removeAll(keepingCapacity: completions.capacity <= Self.keptCapacity)
            readers.removeAll(keepingCapacity: true)
        }
    }

    private let journal: any Journal
    private let semaphore = DispatchSemaphore(value: 0)
    private let finished = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - next: Swaps the gathered group for an empty one; returns whether to go on when there is nothing to write.
    ///   - onFailure: Called when a group could not be written, before its callers are told. Nothing is written afterwards.
    init(
        journal: any Journal, name: String, next: @escaping @Sendable (inout Group) -> Bool,
        onFailure: @escaping @Sendable (SluiceError) -> Void
    ) {
        self.journal = journal
        let thread = Thread { [self] in
            Thread.current.threadDictionary[ObjectIdentifier(self)] = true
            run(next: next, onFailure: onFailure)
            journal.close()
            finished.signal()
        }
        thread.name = name
        thread.qualityOfService = .userInitiated
        thread.start()
    }

    /// Says that there is something to write, or that the end has come.
    func wake() { semaphore.signal() }

    /// Waits until the thread has ended, whoever else waits for that. The thread itself does not.
    func join() {
        if Thread.current.threadDictionary[ObjectIdentifier(self)] != nil { return }
        finished.wait()
        finished.signal()
    }

    private func run(next: (inout Group) -> Bool, onFailure: (SluiceError) -> Void) {
        var group = Group()
        var failure: SluiceError?
        while true {
            let goesOn = next(&group)
            if group.isEmpty {
                if !goesOn { return }
                semaphore.wait()
                continue
            }
            do throws(SluiceError) {
                // What gathered while a group was being written that failed builds on it.
                if let failure { throw failure }
                try journal.write(group.changes)
                for complete in group.completions { complete(nil) }
                for read in group.readers { read(.success(journal)) }
            } catch {
                if failure == nil { onFailure(error) }
                failure = error
                for complete in group.completions { complete(error) }
                for read in group.readers { read(.failure(error)) }
            }
            group.removeAll()
        }
    }
}
