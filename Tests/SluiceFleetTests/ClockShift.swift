#if Postgres
    import Foundation
    import SluiceTestSupport

    /// Puts the clock on the wall of one process forward or back while it runs: a library that is loaded before all
    /// others adds to it what a file says.
    struct ClockShift {
        /// The process whose clock it is.
        static let member = "work-4"

        #if os(Linux)
            static let isPossible = true
        #else
            static let isPossible = false
        #endif

        let environment: [String: String]
        private let file: URL

        /// - Returns: `nil` where no library can be loaded so.
        init?(folder: URL) throws {
            guard Self.isPossible else { return nil }
            let source = folder.appending(component: "clock.c")
            let library = folder.appending(component: "clock.so").plainPath
            file = folder.appending(component: "clock-shift")
            try Data(count: 8).write(to: file)
            try source.write(Self.source)
            let made = try Command.run(["clang", "-shared", "-fPIC", "-O1", "-o", library, source.plainPath])
            guard made.status == 0 else { throw FleetFailure(description: made.output) }
            // By a path without spaces, which would end it: processes begin in the folder.
            environment = ["LD_PRELOAD": "./clock.so", "SLUICE_CLOCK_SHIFT": file.plainPath]
        }

        /// - Parameter seconds: How far the clock is off from now on.
        func shift(to seconds: Int64) throws {
            let handle = try FileHandle(forUpdating: file)
            try handle.write(contentsOf: withUnsafeBytes(of: seconds) { Data($0) })
            try handle.close()
        }

        private static let source = #"""
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <stdlib.h>
            #include <sys/mman.h>
            #include <sys/syscall.h>
            #include <sys/time.h>
            #include <time.h>
            #include <unistd.h>

            static volatile long *shift;

            __attribute__((constructor)) static void begin(void) {
                const char *path = getenv("SLUICE_CLOCK_SHIFT");
                int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
                if (file < 0) return;
                void *map = mmap(0, sizeof(long), PROT_READ, MAP_SHARED, file, 0);
                if (map != MAP_FAILED) shift = map;
                close(file);
            }

            int clock_gettime(clockid_t clock, struct timespec *time) {
                int status = (int)syscall(SYS_clock_gettime, clock, time);
                if (status == 0 && shift && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += *shift;
                return status;
            }

            int gettimeofday(struct timeval *restrict time, void *restrict zone) {
                struct timespec now;
                (void)zone;
                clock_gettime(CLOCK_REALTIME, &now);
                if (time) { time->tv_sec = now.tv_sec; time->tv_usec = now.tv_nsec / 1000; }
                return 0;
            }

            time_t time(time_t *result) {
                struct timespec now;
                clock_gettime(CLOCK_REALTIME, &now);
                if (result) *result = now.tv_sec;
                return now.tv_sec;
            }
            """#
    }
#endif
