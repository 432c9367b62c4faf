import Foundation
public import Sluice
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Lets operators look at a service and steer it from outside: it listens on a Unix socket, a file that only this user may use, and does what
/// a ``ControlClient`` asks.
///
/// ```swift
/// let server = try ControlServer(path: "/var/lib/shop/jobs.sqlite-control", for: store)
/// defer { server.close() }
/// ```
///
/// Requests are taken and carried out by threads of its own, so that operators get an answer even where handlers block all those that
/// Swift's tasks share. Who connects has two seconds to say what he wants, in at
/// most 64 KiB. The file goes when the server is closed; one that a crash has left behind is replaced.
public final class ControlServer: Sendable {
    /// The socket's path.
    public let path: String
    /// What the thread runs as long as it is open; `nil`: closed.
    private let life: Mutex<Descriptor?>
    private let file: FileIdentity

    /// Opens the socket.
    /// - Parameters:
    ///   - path: Where the socket's file is made; its folder must exist.
    ///   - store: What carries out requests. Held weakly, since it may well be what holds the server.
    /// - Throws: ``SluiceError`` with `controlFailed` where the socket can't be made, or another server listens there.
    public init(path: String, for store: any RunStore & AnyObject) throws(SluiceError) {
        do throws(SystemError) {
            if (try? UnixSocket.connect(to: path)) != nil { throw SystemError(code: EADDRINUSE) }
            let (stopped, life) = try Descriptor.pipe()
            let socket = try UnixSocket.listen(at: path)
            self.path = path
            self.life = Mutex(life)
            file = try FileIdentity(of: path)
            let listener = Listener(socket: socket, stopped: stopped, store: store)
            Thread.detachNewThread { listener.listen() }
        } catch {
            throw SluiceError(.controlFailed, "the control socket '\(path)' can't be opened: \(error)")
        }
    }

    deinit { close() }

    /// Takes no more requests, and removes the file. Closing again does nothing.
    public func close() {
        guard life.withLock({ $0.take() }) != nil else { return }
        // Another server may have taken the place since.
        if (try? FileIdentity(of: path)) == file { unlink(path) }
    }
}

/// Which file a path names: the same as long as nobody puts another one in its place.
private struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let node: UInt64

    init(of path: String) throws(SystemError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw .latest }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        node = UInt64(truncatingIfNeeded: status.st_ino)
    }
}

/// What the server's thread works with.
private final class Listener: @unchecked Sendable {
    private static let maximumSize = 64 * 1024
    private static let patience = Duration.seconds(2)

    private let socket: Descriptor
    private let stopped: Descriptor
    private weak var store: (any RunStore & AnyObject)?

    init(socket: Descriptor, stopped: Descriptor, store: any RunStore & AnyObject) {
        self.socket = socket
        self.stopped = stopped
        self.store = store
    }

    /// Takes one request after the other, until it is stopped.
    func listen() {
        while let ready = try? Descriptor.wait(for: [stopped, socket], until: nil), !ready[0] {
            guard let connection = try? UnixSocket.accept(from: socket) else {
                // As where the process has too many files open: the caller still waits, and asking at once again would only burn time.
                if (try? Descriptor.wait(for: [stopped], until: .now + .milliseconds(100)))?[0] == true { return }
                continue
            }
            serve(connection)
        }
    }

    private func serve(_ connection: Descriptor) {
        let request: ControlRequest
        do {
            let line = try connection.readLine(maximum: Self.maximumSize, until: .now + Self.patience)
            if line.isEmpty { return }  // someone looks whether there is a server
            request = try JSONDecoder().decode(ControlRequest.self, from: Data(line))
        } catch {
            let what = error is DecodingError ? "it is of another version" : "\(error)"
            return Self.answer(
                ControlReply(SluiceError(.controlFailed, "the service does not understand what it is asked: \(what)")),
                to: connection)
        }
        Task(executorPreference: ThreadExecutor.shared) { [store] in
            let reply =
                if let store { await request.perform(by: store) } else {
                    ControlReply(SluiceError(.noOwner, "the service is about to end"))
                }
            Self.answer(reply, to: connection)
        }
    }

    /// Who has gone gets no answer.
    private static func answer(_ reply: ControlReply, to connection: Descriptor) {
        guard let text = try? JSONEncoder().encode(reply) else { return }
        try? connection.send(Array(text) + [UInt8(ascii: "\n")])
    }
}
