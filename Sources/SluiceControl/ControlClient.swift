import Foundation
public import Sluice

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Looks at a service and steers it from another process, through the socket that its ``ControlServer`` listens on.
///
/// ```swift
/// try await ControlClient(path: "/var/lib/shop/jobs.sqlite-control").pause(queue: "mail")
/// ```
///
/// Errors are those of the service's store, and `noOwner` where no service listens; `controlFailed` where one does not answer in time.
public struct ControlClient: RunViewer, RunController {
    /// More than the longest answer: a history with payload and output, or a thousand runs with long keys.
    private static let maximumSize = 64 << 20

    /// The socket's path.
    public let path: String
    /// How long an answer is waited for. Default: 10 seconds.
    public var patience: Duration

    /// Creates a client; every request makes a connection of its own.
    public init(path: String, patience: Duration = .seconds(10)) {
        self.path = path
        self.patience = patience
    }

    /// Asks who listens.
    /// - Returns: The service's process identifier.
    /// - Throws: ``SluiceError`` with `noOwner` or `controlFailed`.
    public func ping() async throws -> Int32 {
        guard case .process(let id) = try await ask(.ping) else { throw misunderstood }
        return id
    }

    private func ask(_ request: ControlRequest) async throws -> ControlReply {
        // A thread of its own, because the ones that tasks share must not wait for another process.
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try exchange(request) }) }
        }
    }

    private func exchange(_ request: ControlRequest) throws -> ControlReply {
        let line: [UInt8]
        do throws(SystemError) {
            let connection = try UnixSocket.connect(to: path)
            try connection.send(encoded(request))
            line = try connection.readLine(maximum: Self.maximumSize, until: .now + patience)
        } catch {
            switch error.code {
            case ENOENT, ECONNREFUSED:
                throw SluiceError(.noOwner, "no service owns this store now, which would have to do it; start it")
            case ETIMEDOUT:
                throw SluiceError(
                    .controlFailed,
                    "the service has not answered within \(patience); look whether it has done what it was asked")
            default:
                throw SluiceError(.controlFailed, "the control socket '\(path)' can't be used: \(error)")
            }
        }
        guard let reply = try? JSONDecoder().decode(ControlReply.self, from: Data(line)) else { throw misunderstood }
        if let error = reply.error { throw error }
        return reply
    }

    private func encoded(_ request: ControlRequest) -> [UInt8] {
        guard let text = try? JSONEncoder().encode(request) else {
            preconditionFailure("texts and numbers have a JSON form")
        }
        return Array(text) + [UInt8(ascii: "\n")]
    }

    private var misunderstood: SluiceError {
        SluiceError(
            .controlFailed, "the service's answer makes no sense: it has ended meanwhile, or is of another version")
    }
}

// The protocol says what each of these does.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ControlClient {
    public func pause(queue: String) async throws { _ = try await ask(.pause(queue: queue)) }

    public func resume(queue: String) async throws { _ = try await ask(.resume(queue: queue)) }

    public func override(queue: String, limit: ConcurrencyLimit) async throws {
        _ = try await ask(.override(queue: queue, perKey: limit.perKey, total: limit.total))
    }

    public func reset(queue: String) async throws { _ = try await ask(.reset(queue: queue)) }

    @discardableResult
    public func cancel(_ run: RunID) async throws -> RunState {
        guard case .state(let name) = try await ask(.cancel(run: run.description)), let state = RunState(rawValue: name)
        else { throw misunderstood }
        return state
    }

    @discardableResult
    public func replay(_ run: RunID, as id: RunID) async throws -> RunID {
        guard case .run(let name) = try await ask(.replay(run: run.description, newRun: id.description)),
            let run = RunID(name)
        else { throw misunderstood }
        return run
    }

    public func runs(matching filter: RunFilter) async throws -> [RunSnapshot] {
        guard case .runs(let runs) = try await ask(.runs(filter)) else { throw misunderstood }
        return runs
    }

    public func history(of run: RunID) async throws -> RunHistory? {
        guard case .history(let history) = try await ask(.history(run: run.description)) else { throw misunderstood }
        return history
    }

    public func snapshot() async throws -> StoreSnapshot {
        guard case .snapshot(let snapshot) = try await ask(.snapshot) else { throw misunderstood }
        return snapshot
    }
}
