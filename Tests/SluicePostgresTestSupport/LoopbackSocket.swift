import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A TCP socket on 127.0.0.1, which blocks.
struct LoopbackSocket: Sendable {
    let descriptor: Int32

    init() throws {
        #if canImport(Glibc)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { throw Self.failure("socket") }
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// Takes a port that nobody has.
    func bind() throws -> Int {
        var address = Self.address(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard systemBind(descriptor, address, size) == 0 else { throw Self.failure("bind") }
                guard getsockname(descriptor, address, &size) == 0 else { throw Self.failure("getsockname") }
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    func listen() throws {
        guard systemListen(descriptor, 64) == 0 else { throw Self.failure("listen") }
    }

    /// - Returns: `nil` once the socket was shut down.
    func accept() -> LoopbackSocket? {
        while true {
            let accepted = systemAccept(descriptor, nil, nil)
            if accepted >= 0 { return LoopbackSocket(descriptor: accepted) }
            switch errno {
            // Who was about to connect has gone.
            case EINTR, ECONNABORTED: continue
            // Others have everything open that may be, for now.
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: usleep(10_000)
            default: return nil
            }
        }
    }

    func connect(to port: Int) throws {
        var address = Self.address(port: port)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                systemConnect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Self.failure("connect") }
    }

    /// Ends what is waited for on it.
    func shutDown() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

    func close() { systemClose(descriptor) }

    /// - Returns: `nil` at the end.
    func read() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }

    /// - Returns: Whether the other side takes it.
    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(descriptor, $0.baseAddress! + sent, $0.count - sent, withoutSignal)
            }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    private static func address(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return address
    }

    private static func failure(_ call: String) -> ServerFailure {
        ServerFailure(description: "\(call): \(String(cString: strerror(errno)))")
    }
}

#if canImport(Darwin)
    private let withoutSignal: Int32 = 0
#else
    private let withoutSignal = Int32(MSG_NOSIGNAL)
#endif

// The system's functions, whose names the methods have.
private func systemBind(_ socket: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t) -> Int32 {
    bind(socket, address, size)
}
private func systemListen(_ socket: Int32, _ count: Int32) -> Int32 { listen(socket, count) }
private func systemAccept(
    _ socket: Int32, _ address: UnsafeMutablePointer<sockaddr>?, _ size: UnsafeMutablePointer<socklen_t>?
) -> Int32 { accept(socket, address, size) }
private func systemConnect(_ socket: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t) -> Int32 {
    connect(socket, address, size)
}
private func systemClose(_ descriptor: Int32) { _ = close(descriptor) }
