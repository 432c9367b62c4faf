#if Postgres
    import Foundation
    import Sluice

    extension Parameters {
        /// What the functions `enqueue` and `wait` take of requests: an array for each field, and NULL for those that
        /// no request has.
        mutating func add(requests: [RunRequest], ticks: Bool) {
            reserveCapacity(requests.reduce(0) { $0 + $1.payload.count + 160 })
            add(requests.lazy.map(\.id))
            add(requests.lazy.map(\.task))
            addOptional(requests, \.queue)
            addOptional(requests) { $0.key.map { Array($0.utf8) } }
            add(requests.lazy.map(\.payload))
            addOptional(requests) { $0.options.delay?.wholeMicroseconds }
            addOptional(requests) { $0.options.ttl?.wholeMicroseconds }
            addOptional(requests) { $0.options.priority?.wholeMicroseconds }
            addOptional(requests) { $0.options.maxAttempts.map { Int32(clamping: $0) } }
            addOptional(requests) { $0.options.idempotencyKey.map { Array($0.utf8) } }
            addOptional(requests) {
                $0.options.idempotencyKey == nil ? nil : $0.options.idempotencyKeyTTL.wholeMicroseconds
            }
            if ticks { addOptional(requests) { $0.tick?.microseconds } }
            addOptional(requests) { $0.traceContext.isEmpty ? nil : TraceContext.encoded($0.traceContext) }
            let tags = requests.enumerated().flatMap { position, request in
                request.options.tags.map { (Int32(position + 1), Array($0.utf8)) }
            }
            addArray(tags.isEmpty ? nil : tags.map(\.0))
            addArray(tags.isEmpty ? nil : tags.map(\.1))
        }

        private mutating func addOptional<Value: PostgresValue>(
            _ requests: [RunRequest], _ value: (RunRequest) -> Value?
        ) {
            var values: [Value?] = []
            var isNeeded = false
            for request in requests {
                let value = value(request)
                isNeeded = isNeeded || value != nil
                values.append(value)
            }
            if isNeeded { add(values) } else { addNullArray(of: Value.self) }
        }

        private mutating func addArray<Value: PostgresValue>(_ values: [Value]?) {
            if let values { add(values) } else { addNullArray(of: Value.self) }
        }
    }

    /// What travels for tracing, as JSON: the database has no use for it.
    enum TraceContext {
        static func encoded(_ context: [String: String]) -> [UInt8]? {
            (try? JSONEncoder().encode(context)).map { [UInt8]($0) }
        }

        static func decoded(_ bytes: [UInt8]?) -> [String: String] {
            bytes.flatMap { try? JSONDecoder().decode([String: String].self, from: Data($0)) } ?? [:]
        }
    }
#endif
