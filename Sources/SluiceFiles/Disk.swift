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
    ///
    /// - Parameter most: How many bytes are read; what comes after them is left out.
    package static func read(_ path: String, atMost most: Int = .max) throws(DiskError) -> [UInt8] {
        guard let stream = fopen(path, "rb") else { throw DiskError("cannot read", path) }
        defer { fclose(stream) }
        var content: [UInt8] = []
        // A pipe has no size, and a folder a wrong one.
        if fseek(stream, 0, SEEK_END) == 0 {
            content.reserveCapacity(max(0, min(ftell(stream), most, 1 << 26)))
            rewind(stream)
        }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while content.count < most {
            let count = fread(&chunk, 1, min(chunk.count, most - content.count), stream)
            content += chunk[..<count]
            if count == 0 { break }
        }
        guard ferror(stream) == 0 else { throw DiskError("cannot read", path) }
        return content
    }

    /// The content of a file, or `nil` where there is none.
    package static func readIfPresent(_ path: String) throws(DiskError) -> [UInt8]? {
        if access(path, F_OK) != 0, errno == ENOENT || errno == ENOTDIR { return nil }
        return try read(path)
    }

    /// The names of what lies in a folder, in no particular order; none where there is no folder.
    package static func names(in path: String) throws(DiskError) -> [String] {
        guard let folder = opendir(path) else {
            if errno == ENOENT { return [] }
            throw DiskError("cannot read", path)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Makes a folder and those that it lies in, as far as they are missing.
    package static func createFolder(_ path: String) throws(DiskError) {
        if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
        let failure = DiskError("cannot create", path)
        guard errno == ENOENT, let end = path.lastIndex(of: "/"), end > path.startIndex else { throw failure }
        try createFolder(String(path[..<end]))
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw DiskError("cannot create", path) }
    }

    /// Takes a file away.
    package static func delete(_ path: String) throws(DiskError) {
        guard unlink(path) == 0 else { throw DiskError("cannot delete", path) }
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
