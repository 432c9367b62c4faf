#if Postgres
    import Foundation
    import SluiceTestSupport

    /// What was done to the fleet, and when, by the clock that the journals go by.
    final class FleetLog: Sendable {
        private let journal: SideJournal

        init(folder: URL) { journal = SideJournal(path: folder.appending(component: "faults").plainPath) }

        /// Something happened to a process, or to all of them (`*`).
        func note(_ what: Event, _ subject: String) { journal.write("\(what.rawValue) \(subject)") }

        /// Says by how much the machine's clock on the wall is ahead of the one that the journals go by, again and
        /// again: it may be set meanwhile.
        func followClock() -> Task<Void, Never> {
            Task { [self] in
                repeat {
                    note(.clock, "\(Self.time(CLOCK_REALTIME) - Self.time(CLOCK_MONOTONIC))")
                } while (try? await Task.sleep(for: .milliseconds(250))) != nil
            }
        }

        private static func time(_ clock: clockid_t) -> Int {
            var time = timespec()
            clock_gettime(clock, &time)
            return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
        }

        enum Event: String {
            /// It is dead, as it was told to be.
            case killed
            /// It has ended otherwise.
            case died
            case stopped, continued
            /// Nothing gets through to the server, until it does again.
            case stalled, resumed
            /// The same for one of its connections.
            case hindered, unhindered
            /// Connections were closed, or the server went away and is back.
            case cut, down, up
            /// The clock of the process that has one of its own was set.
            case jumped
            case clock
        }
    }
#endif
