#if Postgres
    import Foundation

    /// Kills the processes of a fleet when the tests have ended, however they did: also those that are stopped, and
    /// can't see that their standard input has ended.
    final class FleetGuard: Sendable {
        private let names = Pipe()

        init() throws {
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/sh")
            shell.arguments = ["-c", Self.script]
            shell.standardInput = names
            try shell.run()
        }

        deinit { close() }

        func add(_ process: Process) { tell("+ \(process.processIdentifier)") }

        /// It has ended: its number may become another one's.
        func remove(_ process: Process) { tell("- \(process.processIdentifier)") }

        /// Lets the processes that are there be killed.
        func close() { try? names.fileHandleForWriting.close() }

        private func tell(_ line: String) { try? names.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8)) }

        private static let script = """
            trap '' INT TERM HUP PIPE
            names=
            while read -r what name; do
                others=
                for other in $names; do [ "$other" = "$name" ] || others="$others $other"; done
                names=$others
                [ "$what" = - ] || names="$names $name"
            done
            [ -z "$names" ] || kill -KILL $names 2>/dev/null
            """
    }
#endif
