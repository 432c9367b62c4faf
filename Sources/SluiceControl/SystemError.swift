#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What a system call has failed with.
struct SystemError: Error, Hashable, CustomStringConvertible {
    var code: Int32

    static var latest: SystemError { SystemError(code: errno) }

    var description: String { String(cString: strerror(code)) }
}

enum Process {
    /// This process's number.
    static var id: Int32 { getpid() }
}
