#if Postgres
    import Foundation
    import SluicePostgresTestSupport
    import SluiceTestSupport

    extension Fleet {
        /// Does something bad to somebody every now and then: everything once, and then whatever comes.
        func suffer(for duration: Duration) async throws {
            let end = ContinuousClock.now + duration
            var first = Fault.possible.shuffled(using: &random)
            while ContinuousClock.now < end || !first.isEmpty {
                try await Task.sleep(for: .milliseconds(Int.random(in: 100..<900, using: &random)))
                // What ended without having been told to is in the log.
                for member in members where !member.isRunning { try start(member) }
                afflictions.removeAll { $0.until < .now }
                let fault = first.last ?? Fault.random(using: &random)
                guard try await suffer(fault) else { continue }
                counts[fault, default: 0] += 1
                if !first.isEmpty { first.removeLast() }
            }
            for affliction in afflictions { await affliction.end.value }
            afflictions = []
        }

        /// - Returns: Whether it could be done; else there was nobody to do it to.
        private func suffer(_ fault: Fault) async throws -> Bool {
            let free = members.filter { member in !afflictions.contains { $0.member == member.name } }
            let workers = free.filter { $0.role == .work }
            switch fault {
            case .killWorker: return try await kill(workers)
            case .killTriggerer: return try await kill(free.filter { $0.role == .trigger })
            case .replace: return try await replace(free)
            case .stop:
                return afflict(free, .stopped, until: .continued) { member in
                    member.signal(SIGSTOP)
                    return true
                } end: {
                    $0.signal(SIGCONT)
                }
            case .stall:
                return afflict(free, .stalled, until: .resumed) { member in
                    member.proxy.stall()
                    return true
                } end: {
                    $0.proxy.resume()
                }
            case .hinder:
                // Long enough that who waits for it gives up, while the others of its process say that it lives.
                var choice = SeededGenerator(seed: random.next())
                return afflict(free, .hindered, until: .unhindered) { member in
                    member.proxy.stallOne(using: &choice)
                } end: {
                    $0.proxy.resume()
                }
            case .cut:
                guard let member = free.randomElement(using: &random) else { return false }
                log.note(.cut, member.lifeName)
                return member.proxy.cut() > 0
            case .terminateBackends: return try await terminateBackends()
            case .restartServer: try await crashServer { try await self.server.restart(.immediate) }
            case .killServer:
                try await crashServer {
                    try await self.server.kill()
                    try await self.server.start()
                }
            case .jump: return try jumpClock(free)
            }
            return true
        }

        private func kill(_ members: [Member]) async throws -> Bool {
            guard let member = members.randomElement(using: &random) else { return false }
            await member.end()
            try start(member)
            return true
        }

        /// As a rolling deploy does, forward or back. The first of each role is where it begins, and stays there: so
        /// that there is somebody to trigger and to execute what only the second version declares.
        private func replace(_ members: [Member]) async throws -> Bool {
            let pioneers = members.filter { $0.number == 1 }
            let isDeployed = versions["work-1"] == 2
            if !isDeployed, pioneers.count < 2 { return false }
            for member in isDeployed ? [members.randomElement(using: &random)].compactMap(\.self) : pioneers {
                // A store that can't be reached may be left without a word.
                _ = await member.leave(within: .seconds(10))
                versions[member.name] = member.number == 1 ? 2 : Int.random(in: 1...2, using: &random)
                try start(member)
            }
            return !members.isEmpty
        }

        private func afflict(
            _ members: [Member], _ beginning: FleetLog.Event, until ending: FleetLog.Event,
            begin: (Member) -> Bool, end: @escaping @Sendable (Member) -> Void
        ) -> Bool {
            guard let member = members.randomElement(using: &random) else { return false }
            // Mostly longer than a lease, sometimes about as long.
            let duration = Duration.milliseconds(Int.random(in: 100..<9_000, using: &random))
            let name = member.lifeName
            log.note(beginning, name)
            let hasBegun = begin(member)
            let recovery = Task { [log] in
                if hasBegun { try? await Task.sleep(for: duration) }
                log.note(ending, name)
                end(member)
            }
            // A little later than it ends: what it has to do then belongs to it.
            afflictions.append(
                Affliction(
                    member: member.name, until: .now + (hasBegun ? duration : .zero) + .milliseconds(50), end: recovery)
            )
            return hasBegun
        }

        private func terminateBackends() async throws -> Bool {
            log.note(.cut, "*")
            let most = Int.random(in: 1..<12, using: &random)
            let ended = try await Session(connection).run(
                """
                SELECT pg_terminate_backend(pid) FROM (
                    SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
                    ORDER BY random() LIMIT \(most)) x
                """)
            return !ended.isEmpty
        }

        private func crashServer(_ crash: () async throws -> Void) async throws {
            log.note(.down, "*")
            try await crash()
            log.note(.up, "*")
        }

        private func jumpClock(_ members: [Member]) throws -> Bool {
            guard let clock, members.contains(where: { $0.name == ClockShift.member }) else { return false }
            // Never where it was, and to either side.
            clockIsAhead.toggle()
            let seconds = Int64.random(in: 4_000...40_000, using: &random)
            log.note(.jumped, ClockShift.member)
            try clock.shift(to: clockIsAhead ? seconds : -seconds)
            return true
        }
    }
#endif
