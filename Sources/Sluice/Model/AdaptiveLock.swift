#if canImport(Darwin)
    import os
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A lock for what takes about a microsecond and is wanted by every thread all the time.
///
/// The standard library's `Mutex` hands a contended lock over through the kernel, fairly, which costs several times what it guards here.
/// The C library's adaptive mutex looks a little longer before it sleeps, and lets whoever is awake go first.
final class AdaptiveLock<Value: ~Copyable>: @unchecked Sendable {
    #if canImport(Darwin)
        private let lock = UnsafeMutablePointer<os_unfair_lock_s>.allocate(capacity: 1)
    #else
        private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    #endif
    private var value: Value

    init(_ value: consuming sending Value) {
        self.value = value
        #if canImport(Darwin)
            lock.initialize(to: os_unfair_lock())
        #else
            var attributes = pthread_mutexattr_t()
            pthread_mutexattr_init(&attributes)
            #if canImport(Glibc)
                pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_ADAPTIVE_NP))
            #endif
            pthread_mutex_init(lock, &attributes)
            pthread_mutexattr_destroy(&attributes)
        #endif
    }

    deinit {
        #if !canImport(Darwin)
            pthread_mutex_destroy(lock)
        #endif
        lock.deallocate()
    }

    @inline(__always)
    func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        #if canImport(Darwin)
            os_unfair_lock_lock(lock)
            defer { os_unfair_lock_unlock(lock) }
        #else
            pthread_mutex_lock(lock)
            defer { pthread_mutex_unlock(lock) }
        #endif
        return try body(&value)
    }
}
