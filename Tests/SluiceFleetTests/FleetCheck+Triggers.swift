#if Postgres
    extension FleetCheck {
        /// Whether each trigger made the run that it should, and no other.
        mutating func checkTriggers() {
            var byNumber: [Int: [String]] = [:]
            for (id, run) in record.runs { byNumber[run.number, default: []].append(id) }
            for (number, id) in record.accepted {
                guard let run = record.runs[id] else {
                    violations.append("trigger \(number) was accepted as \(id), and is lost")
                    continue
                }
                let trigger = record.triggered[number]
                if run.task != trigger?.task || trigger?.key == "-" && run.number != number {
                    violations.append("trigger \(number) was accepted as \(id), which is another one's")
                }
            }
            for number in record.refused where byNumber[number] != nil {
                violations.append("trigger \(number) was refused, and made \(byNumber[number]!)")
            }
            for (number, named) in record.unknown {
                guard let runs = byNumber[number], record.triggered[number]?.key == "-" else { continue }
                // Of several that were triggered in one step, the error names none.
                if named != "?", runs != [named] {
                    violations.append("trigger \(number) may have made \(named), and made \(runs)")
                }
            }
            for (number, runs) in byNumber {
                if runs.count > 1 { violations.append("trigger \(number) made \(runs.count) runs: \(runs)") }
                if number > 0, record.triggered[number] == nil { violations.append("nobody made trigger \(number)") }
            }
            for batch in record.batches {
                let made = batch.filter { byNumber[$0] != nil }
                if !made.isEmpty, made.count < batch.count {
                    violations.append("of the triggers \(batch), made in one step, \(made) made runs")
                }
            }
            var named: [String: Set<String>] = [:]
            for (number, run) in record.accepted {
                guard let key = record.triggered[number]?.key, key != "-" else { continue }
                named[key, default: []].insert(run)
            }
            for (id, run) in record.runs { if let key = run.idempotencyKey { named[key, default: []].insert(id) } }
            for (key, runs) in named where runs.count > 1 {
                violations.append("the idempotency key '\(key)' names \(runs.count) runs")
            }
        }

        /// Whether each tick that somebody asked for made one run, or came too late, whoever asked for it.
        mutating func checkTicks() {
            var byTick: [Int: [String]] = [:]
            for (id, run) in record.runs { if let tick = run.tick { byTick[tick, default: []].append(id) } }
            for (tick, runs) in byTick where runs.count > 1 {
                violations.append("tick \(tick) made \(runs.count) runs: \(runs)")
            }
            for answer in record.tickAnswers {
                guard let tick = record.ticks[answer.number] else { continue }
                let run = record.runs[answer.run]
                if answer.isNew {
                    if run?.number != answer.number || run?.tick != tick {
                        violations.append("tick \(tick) was to make \(answer.run) for \(answer.number), and did not")
                    }
                } else if run?.tick ?? 0 < tick {
                    violations.append("tick \(tick) was said to be over with \(answer.run), and is lost")
                }
            }
        }
    }
#endif
