#if Postgres
    import Foundation
    import SluiceTestSupport

    /// What was done to the fleet, and when, by the clock that the journals go by.
    final class FleetLog: Sendable {
        private let journal: SideJournal

        init(folder: URL) { journal = SideJournal(path: folder.appending(component: "faults").plainPath) }

        /// Something happened to a process, or to all of them (`*`).
        func note(_ what: Event, _ subject: String) { journal.write("\(what.rawValue) \(subject)") }

        enum Event: String {
            /// It is dead.
            case killed
            case stopped, continued
            /// Nothing gets through to the server, until it does again.
            case stalled, resumed
            /// Connections were closed, or the server went away and is back.
            case cut, down, up
            case jumped
        }
    }
#endif
