#if SQLite
    #if canImport(Darwin)
        import Darwin
    #elseif canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #endif
    import Sluice
    import SluiceControl
    import Synchronization

    /// One process at a time owns a store: whoever holds the system's lock on the file beside it, which the system takes back when the process
    /// dies, however it dies. The file stays; what it says is only for people.
    final class OwnerLock: Sendable {
        private let descriptor: Mutex<Int32>

        /// - Throws: ``SluiceError`` with `storeInUse` naming the owner; `storeFailed` where the lock's file can't be made.
        init(for store: String) throws(SluiceError) {
            Self.makeMissing(store)
            let path = StorePath.owner(of: store)
            let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
            guard file >= 0 else {
                let reason = String(cString: strerror(errno))
                throw SluiceError(
                    .storeFailed,
                    "the store '\(store)' can't be opened: '\(path)' can't be made (\(reason)); the store's folder must exist and be writable"
                )
            }
            guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
                let owner = Self.read(file)
                _ = closeFile(file)
                throw SluiceError(
                    .storeInUse,
                    "the store '\(store)' is in use by \(owner); a store has one owner at a time: stop that one, or use another file"
                )
            }
            let text = "\(getpid())\n"
            ftruncate(file, 0)
            _ = text.withCString { pwrite(file, $0, strlen($0), 0) }
            descriptor = Mutex(file)
        }

        /// A link that leads nowhere yet would have another lock than the file that it will lead to.
        private static func makeMissing(_ store: String) {
            guard access(store, F_OK) != 0, errno == ENOENT else { return }
            let made = open(store, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            if made >= 0 { _ = closeFile(made) }
        }

        private static func read(_ file: Int32) -> String {
            var bytes = [UInt8](repeating: 0, count: 20)
            let count = pread(file, &bytes, bytes.count, 0)
            let digits = bytes.prefix(max(count, 0)).prefix { $0 >= 48 && $0 <= 57 }
            guard !digits.isEmpty else { return "another process" }
            let owner = String(decoding: digits, as: UTF8.self)
            return owner == "\(getpid())" ? "this process already" : "process \(owner)"
        }

        /// Lets the next owner in.
        func release() {
            descriptor.withLock { file in
                guard file >= 0 else { return }
                // Not by closing alone: a process that is just being spawned has the file, too, until it becomes another program.
                flock(file, LOCK_UN)
                _ = closeFile(file)
                file = -1
            }
        }

        deinit { release() }
    }

    private func closeFile(_ file: Int32) -> Int32 { close(file) }
#endif
