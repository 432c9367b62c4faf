#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Why the tool ended; the numbers are those of `sysexits.h` where that has one.
enum ExitCode: Int32 {
    /// The declarations have errors, and nothing was written.
    case problems = 1
    /// The arguments make no sense.
    case usage = 64
    /// The file system refused something.
    case failure = 70
}

/// Ends the tool, with a last message if there is one.
func finish(_ code: ExitCode, _ message: String? = nil) -> Never {
    if let message { complain(message + "\n") }
    exit(code.rawValue)
}

/// Writes text to where build systems look for diagnostics.
func complain(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
    }
}
