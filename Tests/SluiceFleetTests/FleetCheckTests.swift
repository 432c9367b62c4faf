#if Postgres
    import Testing

    /// A checker that finds nothing in a good record, and in each bad one what is wrong with it.
    @Suite("The record of a fleet is read rightly")
    struct FleetCheckTests {
        private func violations(_ change: (inout FleetRecord) -> Void) -> [String] {
            var record = FleetRecord.good
            change(&record)
            return FleetCheck(record, lease: .seconds(2)).violations
        }

        private func expect(_ text: String, _ change: (inout FleetRecord) -> Void) {
            let found = violations(change)
            #expect(found.contains { $0.contains(text) }, "\(found)")
        }

        @Test func aGoodRecordPasses() {
            let check = FleetCheck(.good, lease: .seconds(2))
            #expect(check.violations == [])
            #expect(check.peaks["plain"] == 3)
            #expect(check.peaks["a key of keyed"] == 1)
            #expect(check.losses == [500_000])
            #expect(check.tails.map(\.length) == [400_000])
        }

        @Test func tooManyAtOnce() {
            expect("plain had 4 at once") { $0.execute("p4", "step", "plain", 12_500_000..<14_000_000) }
            expect("a key of keyed had 2 at once") {
                $0.execute("k3", "tenant", "keyed", key: "a", 12_500_000..<14_000_000)
            }
            expect("the organization had 13 at once") { record in
                for number in 1...9 { record.execute("f\(number)", "flaky", "free", 12_500_000..<14_000_000) }
            }
        }

        @Test func twoExecutionsOfOneAttempt() {
            expect("was executed twice") { $0.executions.append($0.executions[0]) }
        }

        @Test func anExecutionThatNobodyKnows() {
            expect("was executed and is not known") { $0.executions[0].attempt = 2 }
        }

        /// Given back to be started anew, which had been asked for before: the number is the same, the times overlap.
        @Test func attemptsThatAreGivenBack() {
            #expect(
                violations { record in
                    record.execute("g1", "step", "plain", 30_010_000..<30_100_000)
                    record.runs["g1"]?.history[0].start = 29_990_000
                    record.runs["g1"]?.history.insert(
                        .init(number: 1, start: 30_000_000, end: 30_005_000, outcome: 5), at: 0)
                } == [])
        }

        @Test func anExecutionBeforeItsTime() {
            expect("was executed 500000 µs before its time") { $0.runs["p1"]?.due = 12_500_000 }
            #expect(violations { $0.runs["p1"]?.due = 12_000_000 } == [])
        }

        @Test func startsThatAnOperatorForbade() {
            expect("was started while its queue was paused") { $0.paused = [11_900_000..<12_100_000] }
            expect("was started beside 1 while 1 was its queue's limit") { record in
                record.execute("k3", "tenant", "keyed", key: "b", 13_200_000..<13_400_000)
                record.lowered = [13_100_000..<13_300_000]
            }
            // What was started in the end of a pause may have been asked for in it.
            #expect(
                violations { record in
                    record.paused = [11_900_000..<11_990_000]
                    record.runs["k1"]?.history[0].start = 11_980_000
                } == [])
            #expect(
                violations { record in
                    record.execute("k3", "tenant", "keyed", key: "b", 13_200_000..<13_400_000)
                    record.paused = [13_210_000..<13_300_000]
                    record.lowered = [13_210_000..<13_300_000]
                } == [])
        }

        @Test func runsThatAreLost() {
            expect("is lost") { $0.runs["p1"] = nil }
            expect("has not ended") { $0.runs["p1"]?.state = 1 }
            expect("nobody made trigger") { $0.triggered[1] = nil }
            expect("made 2 runs") { $0.runs["other"] = $0.runs["p1"] }
            expect("is another one's") { $0.runs["p1"]?.number = 77 }
            expect("was refused, and made") { $0.refused = [1] }
            expect("may have made") { $0.unknown = [1: "other"] }
            expect("made in one step") { record in
                record.triggered[1_000] = ("step", "-")
                record.batches = [1_000..<1_002]
                record.execute("b1", "step", "plain", 30_000_000..<30_100_000, number: 1_000)
            }
            expect("names 2 runs") { record in
                record.triggered[1] = ("step", "key")
                record.triggered[2] = ("step", "key")
                record.accepted.append((2, "p2"))
            }
        }

        @Test func ticks() {
            expect("made 2 runs") { record in
                record.runs["t1"]?.tick = 5
                record.runs["p1"]?.tick = 5
            }
            expect("and did not") { $0.tickAnswers = [.init(number: 9, run: "p1", isNew: true)] }
            expect("and is lost") { record in
                record.ticks[9] = 20_000
                record.tickAnswers = [.init(number: 9, run: "t1", isNew: false)]
            }
        }

        @Test func endsThatCantBe() {
            expect("completed, and its handler did so 0 times") { $0.executions[0].outcome = "failed" }
            expect("was cancelled by nobody") { $0.runs["p1"]?.state = 12 }
            expect("expired") { $0.runs["p1"]?.state = 13 }
            expect("timed out") { $0.runs["p1"]?.state = 14 }
            expect("failed after 1 attempts") { $0.runs["p1"]?.state = 11 }
            expect("ended more than once") { record in
                let attempt = FleetRecord.Attempt(number: 1, start: 11_000_000, end: 11_900_000, outcome: 1)
                record.runs["p1"]?.history.insert(attempt, at: 0)
            }
            expect("after it was said to have ended") { $0.executions[0].end += 1_000_000 }
        }

        @Test func resultsThatDiffer() {
            expect("was told to have failed") { $0.results[0].state = "failed" }
            expect("made 7 of 1") { $0.results[0].output = 7 }
            expect("was executed after its result was told") { $0.results[0].time = 11_000_000 }
        }

        @Test func attemptsThatAreGivenUpTooEarly() {
            expect("work-2-1 was given up") { $0.offline = [:] }
            // Too long ago to be why.
            expect("work-2-1 was given up") { $0.offline = ["work-2-1": [15_000_000..<18_400_000]] }
            expect("work-2-1 was given up") { $0.offline = ["work-1-1": [18_000_000..<19_500_000]] }
            expect("was lost, and nothing had been done to anybody") { record in
                record.execute("n1", "step", "plain", 30_000_000..<30_100_000)
                let attempt = FleetRecord.Attempt(number: 1, start: 28_000_000, end: 29_000_000, outcome: 6)
                record.runs["n1"]?.history.insert(attempt, at: 0)
            }
            // The others can say that it is alive.
            expect("work-2-1 was given up") { record in
                record.offline = [:]
                record.hindered = ["work-2-1": [18_000_000..<19_500_000]]
            }
            for excuse in [\FleetRecord.stopped, \.gaps, \.offline] {
                #expect(
                    violations { record in
                        record.offline = [:]
                        record[keyPath: excuse] = ["work-2-1": [18_600_000..<18_700_000]]
                    } == [])
            }
            #expect(violations { $0.offline = ["*": [18_600_000..<18_700_000]] } == [])
        }

        @Test func executionsThatGoOnForTooLong() {
            func late(_ record: inout FleetRecord) {
                let index = record.executions.firstIndex { $0.run == "lost" && $0.attempt == 1 }!
                record.executions[index].held = [16_000_000..<22_000_000]
                record.executions[index].end = 22_000_000
            }
            expect("executed step lost for 2000 ms after it was given up, and 500 ms are allowed", late)
            // What is stopped can't know.
            #expect(
                violations { record in
                    late(&record)
                    record.stopped = ["work-2-1": [19_000_000..<21_500_000]]
                } == [])
            // Nor does what waits execute.
            #expect(
                violations { record in
                    late(&record)
                    for index in record.executions.indices {
                        record.executions[index].waits = [19_000_000..<21_900_000]
                    }
                } == [])
        }

        @Test func clocksThatAreNotSet() {
            let jump: (inout FleetRecord) -> Void = { record in
                let member = "\(ClockShift.member)-1"
                record.lives[member] = 10_000_000..<40_000_000
                record.clocks = [member: [.init(time: 10_000_000, offset: 0)]]
                record.jumps = [20_000_000]
            }
            expect("it did not see that", jump)
            #expect(
                violations { record in
                    jump(&record)
                    record.clocks["\(ClockShift.member)-1"]?.append(.init(time: 20_050_000, offset: 5_000_000_000))
                } == [])
        }

        @Test func whatProcessesSay() {
            expect("work-1-1 ended by itself: with status 5") {
                $0.failures = ["work-1-1 ended by itself: with status 5"]
            }
        }
    }

    extension FleetRecord {
        /// Two processes, one of which has no network for a while and loses what it executes.
        static var good: FleetRecord {
            var record = FleetRecord()
            record.lives = ["work-1-1": 10_000_000..<40_000_000, "work-2-1": 10_000_000..<40_000_000]
            for name in ["p1", "p2", "p3"] { record.execute(name, "step", "plain", 12_000_000..<13_000_000) }
            record.execute("k1", "tenant", "keyed", key: "a", 12_000_000..<13_000_000)
            record.execute("k2", "tenant", "keyed", key: "a", 13_000_000..<13_500_000)
            record.execute("t1", "tick", "free", 13_000_000..<13_100_000, number: 9)
            record.ticks[9] = 10_000
            record.runs["t1"]?.tick = 10_000
            record.tickAnswers = [.init(number: 9, run: "t1", isNew: true)]
            record.results = [.init(number: 1, run: "p1", state: "completed", output: 1, time: 13_100_000)]
            record.accepted = [(1, "p1")]
            // Its lease began at 18, its network failed until 19.5, and it gave up at 20.4, stopped by nobody.
            record.offline = ["work-2-1": [18_000_000..<19_500_000]]
            record.execute("lost", "step", "plain", 20_500_000..<20_600_000, attempt: 2)
            record.runs["lost"]?.history.insert(.init(number: 1, start: 16_000_000, end: 20_000_000, outcome: 6), at: 0)
            var lost = Execution(
                process: "work-2-1", run: "lost", attempt: 1, task: "step", queue: "plain", key: "-", start: 16_000_000)
            lost.held = [16_000_000..<20_400_000]
            lost.end = 20_400_000
            lost.outcome = "stopped"
            record.executions.append(lost)
            return record
        }

        /// A run that is executed and completes.
        mutating func execute(
            _ id: String, _ task: String, _ queue: String, key: String = "-", _ time: Range<Int>, attempt: Int = 1,
            number: Int? = nil
        ) {
            let number = number ?? runs.count + 1
            if triggered[number] == nil { triggered[number] = (task, "-") }
            var execution = Execution(
                process: "work-1-1", run: id, attempt: attempt, task: task, queue: queue, key: key,
                start: time.lowerBound)
            execution.since = time.lowerBound
            execution.close(at: time.upperBound, "completed")
            executions.append(execution)
            runs[id] = Run(
                task: task, number: number, state: 10, attempts: attempt, end: time.upperBound,
                history: [Attempt(number: attempt, start: time.lowerBound, end: time.upperBound, outcome: 1)])
        }
    }
#endif
