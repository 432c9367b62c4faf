#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The little that the tools ask of the file system. Foundation would do, but takes longer to load than they to run.
package enum Disk {
    /// The content of a file.
    package static func read(_ path: String) throws(DiskError) -> [UInt8] {
        guard let stream = fopen(path, "rb") else { throw DiskError("cannot read", path) }
        defer { fclose(stream) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, stream)
            content += chunk[..<count]
            if count < chunk.count { break }
        }
        guard ferror(stream) == 0 else { throw DiskError("cannot read", path) }
        return content
    }

    /// Gives a file that content, in one step, and leaves it untouched where it has it already: then nothing that
    /// depends on it is built again.
    package static func replace(_ path: String, with content: [UInt8]) throws(DiskError) {
        if let present = try? read(path), present == content { return }
        let draft = "\(path).\(getpid()).draft"
        guard let stream = fopen(draft, "wb") else { throw DiskError("cannot write", path) }
        let written = fwrite(content, 1, content.count, stream)
        guard fclose(stream) == 0, written == content.count, rename(draft, path) == 0 else {
            let failure = DiskError("cannot write", path)
            remove(draft)
            throw failure
        }
    }
}

/// What the file system refused, and why.
package struct DiskError: Error, CustomStringConvertible {
    package let description: String

    /// To be made at once after the call that failed.
    package init(_ action: String, _ path: String) {
        description = "\(action) '\(path)': \(String(cString: strerror(errno)))"
    }
}
