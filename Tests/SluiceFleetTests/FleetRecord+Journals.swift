#if Postgres
    import Foundation
    import SluiceTestSupport

    extension FleetRecord {
        /// A process that does not beat for so long did not run, or hardly.
        static let longestBeat = 250_000
        /// What clocks that are read one after the other may differ by, on a machine with much to do.
        static let leastJump = 60_000_000

        /// Reads what lies in the folder of a fleet.
        init(folder: URL) throws {
            var killed: [String: Int] = [:]
            try readFaults(folder.appending(component: "faults"), &killed)
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            for file in files where file.pathExtension == "journal" {
                let process = file.deletingPathExtension().lastPathComponent
                try readJournal(file, of: process, endingAt: killed[process] ?? .max)
            }
        }

        private static func lines(_ file: URL) throws -> [(time: Int, words: [String])] {
            try file.text().split(separator: "\n").map { line in
                let words = line.split(separator: " ").map(String.init)
                return (Int(words[0])!, Array(words.dropFirst()))
            }.sorted { $0.time < $1.time }
        }

        private mutating func readFaults(_ file: URL, _ killed: inout [String: Int]) throws {
            var open: [String: Int] = [:]
            for (time, words) in try Self.lines(file) {
                let subject = words[1]
                func opened(_ event: FleetLog.Event) -> Range<Int> {
                    (open.removeValue(forKey: "\(event) \(subject)") ?? time)..<time
                }
                switch FleetLog.Event(rawValue: words[0])! {
                case .killed: killed[subject] = time
                case .died: failures.append("\(subject) ended by itself: \(words.dropFirst(2).joined(separator: " "))")
                case .stopped, .stalled, .down, .hindered: open["\(words[0]) \(subject)"] = time
                case .continued: stopped[subject, default: []].append(opened(.stopped))
                case .resumed: offline[subject, default: []].append(opened(.stalled))
                case .up: offline[subject, default: []].append(opened(.down))
                case .unhindered: hindered[subject, default: []].append(opened(.hindered))
                case .cut: offline[subject, default: []].append(time..<time + 1)
                case .jumped: jumps.append(time)
                case .clock: serverClock.append(Clock(time: time, offset: Int(subject)!))
                }
            }
        }

        private mutating func readJournal(_ file: URL, of process: String, endingAt death: Int) throws {
            var open: [Int: Execution] = [:]
            var lastBeat: Int?
            var steering: (what: String, since: Int)?
            let lines = try Self.lines(file)
            for (time, words) in lines {
                switch words[0] {
                case "B":
                    if let lastBeat, time - lastBeat > Self.longestBeat {
                        gaps[process, default: []].append(lastBeat..<time)
                    }
                    lastBeat = time
                    readClock(of: process, time, Int(words[1])!)
                case "V": versions.insert(words[1])
                case "S":
                    open[Int(words[1])!] = Execution(
                        process: process, run: words[2], attempt: Int(words[3])!, task: words[4], queue: words[5],
                        key: words[6], start: time, since: time)
                case "W": open[Int(words[1])!]?.wait(at: time, holds: false)
                case "H": open[Int(words[1])!]?.wait(at: time, holds: true)
                case "C": open[Int(words[1])!]?.goOn(at: time)
                case "E":
                    guard var execution = open.removeValue(forKey: Int(words[1])!) else { continue }
                    execution.close(at: time, words[2])
                    executions.append(execution)
                case "O":
                    if words[1] != "end" {
                        steering = (words[1], time)
                    } else if let (what, since) = steering {
                        if what == "pause" { paused.append(since..<time) } else { lowered.append(since..<time) }
                    }
                default: readWord(of: process, time, words)
                }
            }
            let end = death == .max ? lines.last?.time ?? 0 : death
            lives[process] = (lines.first?.time ?? end)..<max(end, lines.first?.time ?? end)
            for var execution in open.values {
                execution.close(at: end, nil)
                executions.append(execution)
            }
        }

        /// What callers say.
        private mutating func readWord(of process: String, _ time: Int, _ words: [String]) {
            switch words[0] {
            case "T": triggered[Int(words[1])!] = (words[2], words[3])
            case "A": accepted.append((Int(words[1])!, words[2]))
            case "N": refused.insert(Int(words[1])!)
            case "U": unknown[Int(words[1])!] = words[2]
            case "M": batches.append(Int(words[1])!..<Int(words[1])! + Int(words[2])!)
            case "X": cancelled.insert(words[1])
            case "R":
                results.append(
                    Result(
                        number: Int(words[1])!, run: words[2], state: words[3],
                        output: words.count > 4 ? Int(words[4]) : nil, time: time))
            case "K":
                triggered[Int(words[1])!] = ("tick", "-")
                ticks[Int(words[1])!] = Int(words[2])!
            case "L":
                tickAnswers.append(TickAnswer(number: Int(words[1])!, run: words[2], isNew: words[3] == "new"))
            case "P": operations[words[1], default: 0] += 1
            case "F": failures.append("\(process): \(words.dropFirst().joined(separator: " "))")
            default: break
            }
        }

        private mutating func readClock(of process: String, _ time: Int, _ wall: Int) {
            let offset = wall - time
            if let last = clocks[process]?.last, abs(last.offset - offset) < Self.leastJump { return }
            clocks[process, default: []].append(Clock(time: time, offset: offset))
        }
    }

    extension FleetRecord.Execution {
        mutating func wait(at time: Int, holds: Bool) {
            if !holds { release(at: time) }
            waitsSince = time
        }

        mutating func goOn(at time: Int) {
            since = since ?? time
            if let waitsSince { waits.append(waitsSince..<max(time, waitsSince)) }
            waitsSince = nil
        }

        private mutating func release(at time: Int) {
            if let since, since < time { held.append(since..<time) }
            since = nil
        }

        mutating func close(at time: Int, _ outcome: String?) {
            release(at: time)
            if waitsSince != nil { goOn(at: time) }
            self.outcome = outcome
            end = time
        }
    }
#endif
