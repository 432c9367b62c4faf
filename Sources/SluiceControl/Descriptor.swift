#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

import Sluice

/// An open file, pipe or socket: closed when nobody has it any more, and not inherited by child processes.
final class Descriptor: Sendable {
    let number: Int32

    /// - Parameter number: What a system call has returned.
    /// - Throws: What `errno` says, if that was no file.
    init(_ number: Int32) throws(SystemError) {
        guard number >= 0 else { throw SystemError.latest }
        self.number = number
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(number) }

    /// Both ends of a new pipe.
    static func pipe() throws(SystemError) -> (reading: Descriptor, writing: Descriptor) {
        var ends: [Int32] = [-1, -1]
        guard systemPipe(&ends) == 0 else { throw .latest }
        return (try Descriptor(ends[0]), try Descriptor(ends[1]))
    }

    /// Waits until there is something to read, or to accept.
    /// - Returns: Whether there is; `false`: the time is over.
    static func wait(for descriptors: [Descriptor], until deadline: ContinuousClock.Instant?) throws(SystemError)
        -> [Bool]
    {
        var polls = descriptors.map { pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0) }
        while true {
            let left = deadline.map { max(.zero, $0 - .now) / .milliseconds(1) }
            let count = poll(&polls, nfds_t(polls.count), left.map { Int32(min($0.rounded(.up), 60_000)) } ?? -1)
            if count > 0 { return polls.map { $0.revents != 0 } }
            if count < 0, errno != EINTR { throw .latest }
            if let deadline, deadline <= .now { return polls.map { _ in false } }
        }
    }

    /// Reads up to the first line break, without it, or to the end.
    /// - Parameter maximum: The most bytes.
    /// - Throws: What `errno` says; `ETIMEDOUT`, `EMSGSIZE`.
    func readLine(maximum: Int, until deadline: ContinuousClock.Instant) throws(SystemError) -> [UInt8] {
        var line: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            guard try Self.wait(for: [self], until: deadline)[0] else { throw SystemError(code: ETIMEDOUT) }
            let count = read(number, &chunk, chunk.count)
            if count == 0 { return line }
            guard count > 0 else {
                if errno == EINTR || errno == EAGAIN { continue }
                throw .latest
            }
            let part = chunk[..<count]
            if let end = part.firstIndex(of: UInt8(ascii: "\n")) { return line + part[..<end] }
            line += part
            if line.count > maximum { throw SystemError(code: EMSGSIZE) }
        }
    }

    /// Writes all of it to a socket.
    func send(_ bytes: [UInt8]) throws(SystemError) {
        #if canImport(Darwin)
            let flags: Int32 = 0  // the socket has SO_NOSIGPIPE
        #else
            let flags = Int32(MSG_NOSIGNAL)
        #endif
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemSend(number, $0.baseAddress, $0.count, flags) }
            if count < 0 {
                if errno == EINTR { continue }
                throw .latest
            }
            rest = rest.dropFirst(count)
        }
    }
}

// What methods of the same names hide.

private func systemPipe(_ ends: UnsafeMutablePointer<Int32>) -> Int32 { pipe(ends) }

private func systemSend(_ socket: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> Int {
    send(socket, bytes, count, flags)
}
