import Synchronization

extension Mutex where Value: ~Copyable {
    /// Takes the lock for a body of about a microsecond: tries for a few of them before it lets the thread sleep, because putting it to sleep and
    /// waking it costs more than the wait.
    @inline(__always)
    borrowing func withBriefLock<Result, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        for _ in 0..<200 {
            if let result = try withLockIfAvailable(body) { return result }
        }
        return try withLock(body)
    }
}
