#if Postgres
    /// Takes apart what PostgreSQL sends for an array.
    struct ArrayReader {
        enum Element {
            case null
            case bytes(UnsafeRawBufferPointer)
            /// The bytes end too early.
            case missing
        }

        private var rest: Slice<UnsafeRawBufferPointer>

        init(_ bytes: UnsafeRawBufferPointer) { rest = bytes[...] }

        var isAtEnd: Bool { rest.isEmpty }

        /// - Returns: `nil` if it has more than one dimension, or is no array at all.
        mutating func header() -> (elementType: UInt32, count: Int)? {
            guard let dimensions = number(), number() != nil, let type = number() else { return nil }
            let elementType = UInt32(bitPattern: type)
            if dimensions == 0 { return (elementType, 0) }
            // The first index may be any.
            guard dimensions == 1, let count = number(), count >= 0, number() != nil else { return nil }
            return (elementType, Int(count))
        }

        mutating func element() -> Element {
            guard let count = number() else { return .missing }
            if count == -1 { return .null }
            guard count >= 0, let bytes = take(Int(count)) else { return .missing }
            return .bytes(bytes)
        }

        private mutating func number() -> Int32? {
            take(4).flatMap { Int32(postgres: $0) }
        }

        private mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
            guard rest.count >= count else { return nil }
            let taken = rest.prefix(count)
            rest = rest.dropFirst(count)
            return UnsafeRawBufferPointer(rebasing: taken)
        }
    }
#endif
