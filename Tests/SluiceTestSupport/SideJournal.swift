#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Lines at the end of a file, each with the time of a clock that all processes of the machine share. A line is written in one call, so it
/// is there whole, or not at all, whatever becomes of the process.
package final class SideJournal: Sendable {
    private let file: Int32

    package init(path: String) {
        file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        precondition(file >= 0, "the journal '\(path)' can't be opened")
    }

    package func write(_ text: String) {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        var line = "\(time.tv_sec * 1_000_000 + time.tv_nsec / 1_000) \(text)\n"
        let count = line.withUTF8 { bytes in writeBytes(file, bytes.baseAddress!, bytes.count) }
        precondition(count == line.utf8.count, "the journal takes no more")
    }
}

private func writeBytes(_ file: Int32, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int { write(file, bytes, count) }
