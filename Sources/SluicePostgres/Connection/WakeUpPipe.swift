#if Postgres
    #if canImport(Darwin)
        import Darwin
    #elseif canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #endif

    /// A pipe to oneself, which ends a wait in `poll`.
    struct WakeUpPipe {
        let reader: Int32
        private let writer: Int32

        /// - Throws: ``DatabaseError/invalid(_:)`` if the process can't have more descriptors.
        init() throws(DatabaseError) {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else {
                throw .invalid("a pipe can't be made: \(String(cString: strerror(errno)))")
            }
            (reader, writer) = (ends[0], ends[1])
            for end in ends {
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
            }
        }

        func wake() {
            var byte: UInt8 = 0
            // A full pipe wakes just as well.
            _ = write(writer, &byte, 1)
        }

        func drain() {
            var bytes: (UInt64, UInt64) = (0, 0)
            _ = withUnsafeMutableBytes(of: &bytes) { read(reader, $0.baseAddress, $0.count) }
        }

        func closeBoth() {
            close(reader)
            close(writer)
        }
    }
#endif
