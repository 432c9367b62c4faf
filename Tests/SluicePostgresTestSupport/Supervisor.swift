import Dispatch
import Foundation
import SluiceTestSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The shell that a server lives under.
final class Supervisor: Sendable {
    /// Where the shell keeps the server's data; it has made it, and takes it away.
    let folder: String
    private let requests = Pipe()
    private let replies = Pipe()
    /// Waits for replies instead of the threads that tasks share.
    private let queue = DispatchQueue(label: "sluice-postgres-supervisor")

    /// Starts the shell, as a user who may run a server: not as root.
    init() async throws {
        let process = Process()
        let command = ["/bin/sh", "-c", Self.script, "supervisor", try Self.programs()]
        let arguments = geteuid() == 0 ? Self.becomingOther + command : command
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: "/")
        process.standardInput = requests
        process.standardOutput = replies
        try process.run()
        let replies = replies
        folder = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try Self.readLine(replies) }) }
        }
    }

    deinit { try? requests.fileHandleForWriting.close() }

    /// Lets the shell do something.
    /// - Throws: ``ServerFailure`` with what was printed if it fails.
    func run(_ action: String, _ argument: String) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async { [self] in continuation.resume(with: Result { try exchange(action, argument) }) }
        }
    }

    private func exchange(_ action: String, _ argument: String) throws {
        try requests.fileHandleForWriting.write(contentsOf: Data("\(action) \(argument)\n".utf8))
        guard try Self.readLine(replies) == "0" else {
            let logs = ["supervisor-log", "log"].map { name in
                try? URL(filePath: "\(folder)/\(name)").text().suffix(4_000)
            }
            throw ServerFailure(
                description: "'\(action) \(argument)' failed:\n\(logs.compactMap { $0 }.joined(separator: "\n"))")
        }
    }

    private static func readLine(_ pipe: Pipe) throws -> String {
        var line = Data()
        while let byte = try pipe.fileHandleForReading.read(upToCount: 1), byte.first != UInt8(ascii: "\n") {
            if byte.isEmpty { throw ServerFailure(description: "the server's shell has ended") }
            line += byte
        }
        return String(decoding: line, as: UTF8.self)
    }

    /// The user whom packages of PostgreSQL make, or one who may do little.
    private static var becomingOther: [String] {
        let user = getpwnam("postgres") == nil ? "nobody" : "postgres"
        return ["setpriv", "--reuid=\(user)", "--regid=\(user == "nobody" ? "nogroup" : user)", "--clear-groups"]
    }

    /// The folder with the server's programs: not on the path where several versions lie side by side.
    static func programs() throws -> String {
        var folders = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"].flatMap { parent in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
            return names.sorted { $0.compare($1, options: .numeric) == .orderedDescending }
                .map { "\(parent)/\($0)/bin" }
        }
        let asked = try Command.run(["sh", "-c", "pg_config --bindir || true"]).output
        folders.append(asked.trimmingCharacters(in: .whitespacesAndNewlines))
        guard let found = folders.first(where: { FileManager.default.isExecutableFile(atPath: "\($0)/initdb") }) else {
            throw ServerFailure(description: "no PostgreSQL server is installed: apt-get install postgresql")
        }
        return found
    }

    /// What is asked of it in a line is answered by the status it had. The programs print to a file, for failures.
    private static let script = #"""
        trap '' INT TERM HUP PIPE
        export LC_ALL=C PATH="$1:$PATH"
        unset PGHOST PGPORT PGUSER PGDATABASE PGSERVICE PGOPTIONS
        folder=$(mktemp -d /tmp/sluice-postgres-XXXXXX) || exit 1
        data=$folder/data
        printf '%s\n' "$folder"
        perform() {
            case $1 in
            init)
                initdb -D "$data" -U sluice -A trust -E UTF8 --no-sync --no-instructions &&
                    printf '%s\n' "$2" | tr '|' '\n' >>"$data/postgresql.conf" ;;
            certify)
                openssl req -new -x509 -nodes -subj /CN=localhost -days 2 -newkey rsa:2048 \
                    -keyout "$data/server.key" -out "$data/server.crt" && chmod 600 "$data/server.key" ;;
            start)
                # Processes of a server that was killed may be about to end.
                port=$2 tries=0
                until pg_ctl -D "$data" -l "$folder/log" -w -t 60 -o "-p $port" start; do
                    tries=$((tries + 1))
                    if [ $tries -ge 20 ] || grep -q 'Address already in use' "$folder/log"; then return 1; fi
                    sleep 0.1
                done ;;
            stop) pg_ctl -D "$data" -m "$2" -w -t 60 stop ;;
            kill) kill -KILL "$(head -n 1 "$data/postmaster.pid")" ;;
            create) createdb -h "$folder" -p "$port" -U sluice -- "$2" ;;
            esac
        }
        while read -r action argument; do
            perform "$action" "$argument" </dev/null >>"$folder/supervisor-log" 2>&1
            echo $? 2>/dev/null
        done
        pg_ctl -D "$data" -m immediate -w -t 20 stop >/dev/null 2>&1
        rm -rf "$folder"
        """#
}

/// What went wrong with a server of the tests.
package struct ServerFailure: Error, CustomStringConvertible {
    package let description: String
}
