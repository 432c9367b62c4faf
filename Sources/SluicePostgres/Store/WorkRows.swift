#if Postgres
    import Sluice

    /// The first row of what a worker is given, and how to read the others: see the type `work` of the schema.
    struct WorkNews {
        enum Column {
            static let kind = 0
            static let verdicts = 1
            static let isContended = 2
            static let nextWake = 3
            static let id = 4
            static let token = 5
            static let attempt = 6
            static let task = 7
            static let queue = 8
            static let key = 9
            static let payload = 10
            static let tags = 11
            static let triggeredAt = 12
            static let tick = 13
            static let trace = 14
            static let waited = 15
            static let endingIDs = 16
            static let endingStates = 17
            static let endingOutputs = 18
            static let endingMessages = 19
            static let endingAttempts = 20
            static let leavesRoom = 21
        }

        let verdicts: [Int16?]
        /// Somebody else was just changing what could have been claimed.
        let isContended: Bool
        /// Slots were freed that were not used again.
        let leavesRoom: Bool
        /// In how many microseconds something happens by itself.
        let nextWake: Int64?
        /// Of an attempt that waits: what it waits for.
        let children: [EnqueuedRun]

        init(_ rows: Rows) throws(DatabaseError) {
            guard let row = rows.first else { throw .unreadable("there is no news") }
            verdicts = try row.optionalArray(Column.verdicts, as: Int16.self) ?? []
            isContended = try row.optional(Column.isContended, as: Bool.self) ?? false
            leavesRoom = try row.optional(Column.leavesRoom, as: Bool.self) ?? false
            nextWake = try row.optional(Column.nextWake, as: Int64.self)
            let ids = try row.optionalArray(Column.endingIDs, as: RunID.self) ?? []
            let flags = try row.optionalArray(Column.endingStates, as: Int16.self) ?? []
            children = zip(ids, flags).compactMap { id, flag in
                id.map { EnqueuedRun(id: $0, isExisting: flag == 1) }
            }
        }

        var finishVerdicts: [FinishReceipt.Verdict] {
            verdicts.map { verdict in
                guard let verdict else { return .stale }
                guard let state = RunState(stored: verdict), state.isTerminal else { return .requeued }
                return .ended(state)
            }
        }

        /// What to do: all rows but the first.
        func claims(_ rows: Rows) throws(DatabaseError) -> [Claim] {
            var claims: [Claim] = []
            for row in rows.dropFirst() {
                let id = try row.value(Column.id, as: RunID.self)
                let token = AttemptToken(rawValue: UInt64(bitPattern: try row.value(Column.token, as: Int64.self)))
                if try row.value(Column.kind, as: Int16.self) == 2 {
                    let hasEndings = try row.optionalArray(Column.endingIDs, as: RunID.self) != nil
                    claims.append(
                        .resume(ResumedRun(id: id, token: token, endings: hasEndings ? try RunEnding.all(row) : nil)))
                } else {
                    claims.append(.start(try start(row, id, token)))
                }
            }
            return claims
        }

        private func start(_ row: Row, _ id: RunID, _ token: AttemptToken) throws(DatabaseError) -> ClaimedRun {
            ClaimedRun(
                id: id, token: token, attempt: Int(try row.value(Column.attempt, as: Int32.self)),
                task: try row.value(Column.task), queue: try row.value(Column.queue), key: try row.text(Column.key),
                payload: try row.value(Column.payload), tags: try row.texts(Column.tags),
                triggeredAt: Timestamp(microseconds: try row.value(Column.triggeredAt)),
                tick: try row.optional(Column.tick, as: Int64.self).map { Timestamp(microseconds: $0) },
                traceContext: TraceContext.decoded(try row.optional(Column.trace)),
                waited: .microseconds(try row.value(Column.waited, as: Int64.self)))
        }
    }

    extension RunEnding {
        /// Reads state, output, message and attempts, in columns that follow each other.
        init(_ row: Row, id: RunID, first column: Int) throws(DatabaseError) {
            self.init(
                id: id, state: try row.state(column), output: try row.optional(column + 1),
                message: try row.text(column + 2), attempts: Int(try row.value(column + 3, as: Int32.self)))
        }

        /// The endings of what a run waited for.
        static func all(_ row: Row) throws(DatabaseError) -> [RunEnding] {
            typealias Column = WorkNews.Column
            if try row.isNull(Column.endingIDs) { return [] }
            let ids = try row.array(Column.endingIDs, as: RunID.self)
            let states = try row.array(Column.endingStates, as: Int16.self)
            let outputs = try row.optionals(Column.endingOutputs, as: [UInt8].self)
            let messages = try row.optionals(Column.endingMessages, as: [UInt8].self)
            let attempts = try row.array(Column.endingAttempts, as: Int32.self)
            guard [states.count, outputs.count, messages.count, attempts.count].allSatisfy({ $0 == ids.count }) else {
                throw .unreadable("endings of different lengths")
            }
            return try ids.indices.map { index throws(DatabaseError) in
                guard let state = RunState(stored: states[index]) else { throw .unreadable("state \(states[index])") }
                return RunEnding(
                    id: ids[index], state: state, output: outputs[index],
                    message: messages[index].map { String(decoding: $0, as: UTF8.self) }, attempts: Int(attempts[index])
                )
            }
        }
    }

    extension Row {
        func state(_ column: Int) throws(DatabaseError) -> RunState {
            let number = try value(column, as: Int16.self)
            guard let state = RunState(stored: number) else { throw .unreadable("there is no state \(number)") }
            return state
        }

        /// Text that is kept as bytes, since it may have any character.
        func text(_ column: Int) throws(DatabaseError) -> String? {
            try optional(column, as: [UInt8].self).map { String(decoding: $0, as: UTF8.self) }
        }

        func texts(_ column: Int) throws(DatabaseError) -> [String] {
            try (optionalArray(column, as: [UInt8].self) ?? []).compactMap {
                $0.map { String(decoding: $0, as: UTF8.self) }
            }
        }

        func time(_ column: Int) throws(DatabaseError) -> Timestamp? {
            try optional(column, as: Int64.self).map { Timestamp(microseconds: $0) }
        }

        /// An array, or `nil` for NULL; elements that are NULL are `nil`.
        func optionalArray<Value: PostgresValue>(
            _ column: Int, as type: Value.Type
        ) throws(DatabaseError) -> [Value?]? {
            try isNull(column) ? nil : try optionals(column, as: type)
        }
    }

    extension RunState {
        /// - Parameter stored: As the table `run` has it.
        init?(stored: Int16) {
            switch stored {
            case 0: self = .delayed
            case 1: self = .queued
            case 2, 3: self = .executing
            case 4, 5: self = .waiting
            case 10: self = .completed
            case 11: self = .failed
            case 12: self = .canceled
            case 13: self = .expired
            case 14: self = .timedOut
            default: return nil
            }
        }

        /// What the table `run` has for it.
        var stored: [Int16] {
            switch self {
            case .delayed: [0]
            case .queued: [1]
            case .executing: [2, 3]
            case .waiting: [4, 5]
            case .completed: [10]
            case .failed: [11]
            case .canceled: [12]
            case .expired: [13]
            case .timedOut: [14]
            }
        }
    }

    extension AttemptRecord.Outcome {
        /// - Parameter stored: As the functions of the schema number them.
        init?(stored: Int16) {
            switch stored {
            case 1: self = .completed
            case 2: self = .failed
            case 3: self = .timedOut
            case 4: self = .canceled
            case 5: self = .returned
            case 6: self = .lost
            default: return nil
            }
        }
    }

    extension Parameters {
        /// What the function `finish` takes of endings: an array for each field.
        mutating func add(endings: [AttemptEnding]) {
            add(endings.lazy.map(\.id))
            add(endings.lazy.map { Int64(bitPattern: $0.token.rawValue) })
            var outcomes: [Int16] = []
            var outputs: [[UInt8]?] = []
            var messages: [[UInt8]?] = []
            var delays: [Int64?] = []
            for ending in endings {
                var (output, message): ([UInt8]?, [UInt8]?)
                var delay: Int64?
                switch ending.outcome {
                case .completed(let bytes):
                    outcomes.append(1)
                    output = bytes
                case .failed(let text, let retryAfter):
                    outcomes.append(2)
                    message = Array(text.utf8)
                    delay = retryAfter?.wholeMicroseconds
                case .timedOut: outcomes.append(3)
                case .canceled: outcomes.append(4)
                case .returned: outcomes.append(5)
                }
                outputs.append(output)
                messages.append(message)
                delays.append(delay)
            }
            add(outcomes)
            add(outputs)
            add(messages)
            add(delays)
        }
    }
#endif
