#if Postgres
    import Foundation

    #if canImport(Darwin)
        import Darwin
    #elseif canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #endif

    /// What an event loop looks after. Everything is called on the loop's thread.
    protocol EventSource: AnyObject {
        /// What to wait for; `nil`: nothing but the time.
        var interest: EventLoop.Interest? { get }
        /// When ``reachTime()`` is to be called, if ever.
        var wakeTime: ContinuousClock.Instant? { get }
        /// Something can be read or written, or the other side is gone.
        func becomeReady()
        /// The time has come.
        func reachTime()
    }

    /// A thread that waits for sockets and times, and does what it is asked to between.
    ///
    /// libpq is called here and nowhere else, but for making connections, so that no thread that Swift's tasks share
    /// ever waits for a server.
    final class EventLoop: @unchecked Sendable {
        struct Interest {
            let descriptor: Int32
            let wantsToWrite: Bool
        }

        typealias Job = @Sendable () -> Void

        /// A lock of the C library: what it guards is handed over between threads by promise only.
        private let lock = NSLock()
        private var jobs: [Job] = []
        private var isWoken = false
        private var isStopped = false
        private var endings: [Job] = []
        private var hasEnded = false

        private let pipe: WakeUpPipe

        // The thread's own.
        private var sources: [any EventSource] = []
        private var isStopping = false

        init(name: String) throws(DatabaseError) {
            pipe = try WakeUpPipe()
            let thread = Thread { [self] in run() }
            thread.name = name
            thread.qualityOfService = .userInitiated
            thread.start()
        }

        // MARK: From any thread

        /// Lets the thread do something, after what it was asked to before.
        /// - Returns: Whether it will; `false` once the loop has stopped.
        @discardableResult
        func post(_ job: @escaping Job) -> Bool {
            lock.withLock {
                if isStopped { return false }
                jobs.append(job)
                if !isWoken {
                    isWoken = true
                    pipe.wake()
                }
                return true
            }
        }

        /// Calls a closure once the thread has nothing more to do: at once if that is so already.
        func whenEnded(_ body: @escaping Job) {
            let isOver = lock.withLock {
                if !hasEnded { endings.append(body) }
                return hasEnded
            }
            if isOver { body() }
        }

        // MARK: On the thread

        func add(_ source: any EventSource) { sources.append(source) }

        func remove(_ source: any EventSource) { sources.removeAll { $0 === source } }

        /// Ends the thread after what it was asked so far.
        func stop() { isStopping = true }

        private func run() {
            while !isStopping {
                autoreleasing { turn() }
            }
            sources = []
            let last = lock.withLock {
                isStopped = true
                pipe.closeBoth()
                return take(&self.jobs)
            }
            for job in last { job() }
            let endings = lock.withLock {
                hasEnded = true
                return take(&self.endings)
            }
            for end in endings { end() }
        }

        private func turn() {
            let sources = sources
            var descriptors = [pollfd(fd: pipe.reader, events: Int16(POLLIN), revents: 0)]
            var wakeTime: ContinuousClock.Instant?
            for source in sources {
                // One without a socket is ignored by its negative number.
                let interest = source.interest
                let events = interest?.wantsToWrite == true ? POLLIN | POLLOUT : POLLIN
                descriptors.append(pollfd(fd: interest?.descriptor ?? -1, events: Int16(events), revents: 0))
                if let time = source.wakeTime { wakeTime = min(wakeTime ?? time, time) }
            }
            let count = poll(&descriptors, nfds_t(descriptors.count), Self.milliseconds(until: wakeTime))
            if count > 0 {
                if descriptors[0].revents != 0 { pipe.drain() }
                // Sockets before jobs, so that what is lost is known to be before something is sent through it.
                for (source, descriptor) in zip(sources, descriptors.dropFirst()) where descriptor.revents != 0 {
                    if isWatched(source) { source.becomeReady() }
                }
            }
            if wakeTime != nil {
                let now = ContinuousClock.now
                for source in sources where isWatched(source) {
                    if let time = source.wakeTime, time <= now { source.reachTime() }
                }
            }
            let jobs = lock.withLock {
                isWoken = false
                return take(&self.jobs)
            }
            for job in jobs { job() }
        }

        /// Whether it has not been removed by one that came before it.
        private func isWatched(_ source: any EventSource) -> Bool { sources.contains { $0 === source } }

        /// Rounded up, so that nothing is woken early and again and again; -1 waits for good.
        private static func milliseconds(until time: ContinuousClock.Instant?) -> Int32 {
            guard let time else { return -1 }
            let left = (time - .now) / .milliseconds(1)
            return left <= 0 ? 0 : Int32(min(left.rounded(.up), 3_600_000))
        }
    }

    private func take<Value>(_ values: inout [Value]) -> [Value] {
        let taken = values
        values = []
        return taken
    }

    /// On a thread of one's own nobody else empties the pool of Objective-C's objects.
    private func autoreleasing(_ body: () -> Void) {
        #if canImport(Darwin)
            autoreleasepool(invoking: body)
        #else
            body()
        #endif
    }
#endif
