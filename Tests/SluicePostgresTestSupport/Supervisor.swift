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

    /// The folder with the server's programs: not on the path where several versions lie side by side. Which version is
    /// tested, `SLUICE_POSTGRES_PROGRAMS` says; what its folder lacks, `psql` for one, is taken from the path.
    static func programs() throws -> String {
        if let chosen = ProcessInfo.processInfo.environment["SLUICE_POSTGRES_PROGRAMS"] {
            guard FileManager.default.isExecutableFile(atPath: "\(chosen)/initdb") else {
                throw ServerFailure(description: "SLUICE_POSTGRES_PROGRAMS is '\(chosen)', where there is no 'initdb'")
            }
            return chosen
        }
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

    /// Where a client's program is: beside the server's, since newer servers need newer ones, or else on the path.
    static func program(_ name: String) throws -> String {
        let beside = "\(try programs())/\(name)"
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : name
    }

    /// What is asked of it in a line is answered by the status it had. The programs print to a file, for failures.
    private static let script = #"""
        trap '' INT TERM HUP PIPE
        export LC_ALL=C PATH="$1:$PATH"
        folder=$(mktemp -d /tmp/sluice-postgres-XXXXXX) || exit 1
        data=$folder/data
        printf '%s\n' "$folder"
        perform() {
            case $1 in
            init) initdb -D "$data" -U sluice -A trust -E UTF8 --no-sync --no-instructions ;;
            copy)
                pg_basebackup -d "host=127.0.0.1 port=$2 user=sluice application_name=standby" \
                    -D "$data" -R -X stream -c fast --no-sync ;;
            follow)
                touch "$data/standby.signal" &&
                    printf "primary_conninfo = 'host=127.0.0.1 port=%s user=sluice application_name=standby'\n" "$2" \
                        >>"$data/postgresql.auto.conf" ;;
            promote) pg_ctl -D "$data" -w -t 60 promote ;;
            configure) printf '%s\n' "$2" | tr '|' '\n' >>"$data/postgresql.conf" ;;
            allow) printf '%s\n' "$2" | tr '|' '\n' >"$data/pg_hba.conf" ;;
            certify)
                # An authority, the server by its name, and a user of whom it vouches.
                (cd "$data" || exit 1
                openssl req -new -x509 -nodes -subj /CN=authority -days 2 -newkey rsa:2048 \
                    -keyout authority.key -out authority.crt || exit 1
                for name in localhost sluice; do
                    echo "subjectAltName = DNS:$name" >"$name.names"
                    openssl req -new -nodes -subj "/CN=$name" -newkey rsa:2048 -keyout "$name.key" -out "$name.csr" &&
                        openssl x509 -req -in "$name.csr" -days 2 -extfile "$name.names" -out "$name.crt" \
                            -CA authority.crt -CAkey authority.key -CAcreateserial || exit 1
                done
                chmod 600 localhost.key) ;;
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
