#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Sockets that have a file's name, for processes of one machine.
enum UnixSocket {
    /// Connects to who listens there.
    /// - Throws: What `errno` says: `ENOENT`, `ECONNREFUSED` where nobody does.
    static func connect(to path: String) throws(SystemError) -> Descriptor {
        let socket = try make()
        try withAddress(of: path) { systemConnect(socket.number, $0, $1) }
        return socket
    }

    /// Makes the file, for this user alone, and listens. It is made beside its place and then moved there, so that it is never there
    /// without a listener, and takes the place of one that a crash has left behind.
    static func listen(at path: String) throws(SystemError) -> Descriptor {
        let (socket, draft) = (try make(), "\(path).\(getpid())")
        unlink(draft)
        try withAddress(of: draft) { bind(socket.number, $0, $1) }
        guard chmod(draft, 0o600) == 0, systemListen(socket.number, 16) == 0, rename(draft, path) == 0 else {
            let error = SystemError.latest
            unlink(draft)
            throw error
        }
        return socket
    }

    /// Takes the next connection.
    static func accept(from socket: Descriptor) throws(SystemError) -> Descriptor {
        let connection = try Descriptor(systemAccept(socket.number))
        keepQuiet(connection)
        // Who does not read what he has asked for holds up nobody for long.
        var patience = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(
            connection.number, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        return connection
    }

    private static func make() throws(SystemError) -> Descriptor {
        #if canImport(Glibc)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        let made = try Descriptor(socket(AF_UNIX, stream, 0))
        keepQuiet(made)
        return made
    }

    /// Writing to who has gone shall fail, not end the process. Elsewhere, each `send` says so.
    private static func keepQuiet(_ socket: Descriptor) {
        #if canImport(Darwin)
            var isOn: Int32 = 1
            setsockopt(socket.number, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
        #endif
    }

    /// Calls a system function that takes an address.
    /// - Throws: What `errno` says; `ENAMETOOLONG` for a path that no address can hold.
    private static func withAddress(
        of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws(SystemError) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // An address holds about a hundred bytes. On Linux, a longer path is named through its folder, opened.
        let room = MemoryLayout.size(ofValue: address.sun_path) - 1
        var (name, folder) = (path, Descriptor?.none)
        #if os(Linux)
            if path.utf8.count > room {
                let parts = path.split(separator: "/", omittingEmptySubsequences: false)
                let parent = parts.dropLast().joined(separator: "/")
                let opened = try Descriptor(open(parent.isEmpty ? "." : parent, O_RDONLY | O_DIRECTORY))
                (name, folder) = ("/proc/self/fd/\(opened.number)/\(parts.last ?? "")", opened)
            }
        #endif
        guard name.utf8.count <= room else { throw SystemError(code: ENAMETOOLONG) }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.utf8) }
        let result = withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        let error = SystemError.latest
        withExtendedLifetime(folder) {}
        guard result == 0 else { throw error }
    }
}

// What functions of the same names hide.

private func systemListen(_ socket: Int32, _ backlog: Int32) -> Int32 { listen(socket, backlog) }

private func systemAccept(_ socket: Int32) -> Int32 { accept(socket, nil, nil) }

private func systemConnect(_ socket: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
    connect(socket, address, length)
}
