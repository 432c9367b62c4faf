#if Postgres
    import CSluicePQ

    /// What takes the places of `$1`, `$2`, … in a statement, in the order of adding, written down as it is sent: one
    /// buffer for all.
    ///
    /// ```swift
    /// var parameters = Parameters()
    /// parameters.add(runs.lazy.map(\.id))        // uuid[]
    /// parameters.add(now.microseconds)           // int8
    /// ```
    struct Parameters: Sendable {
        /// The most that the protocol takes in one message; what else is in it is small.
        static let maximumSize = 1 << 30 - 1 << 20

        private struct Place {
            let start: Int
            /// `nil`: NULL.
            let count: Int?
        }

        /// Begins with a byte of no meaning, so that what is empty has an address, too, and differs from NULL.
        private var bytes: [UInt8] = [0]
        private var places: [Place] = []
        /// The numbers of their types.
        private(set) var types: [UInt32] = []

        init() {}

        /// How many there are.
        var count: Int { places.count }

        /// How many bytes they take.
        var size: Int { bytes.count }

        /// Makes room, in bytes, for what will be added.
        mutating func reserveCapacity(_ size: Int) { bytes.reserveCapacity(bytes.count + size) }

        /// Adds a value; `nil` is NULL.
        mutating func add<Value: PostgresValue>(_ value: Value?) {
            let start = bytes.count
            value?.write(to: &bytes)
            add(Place(start: start, count: value == nil ? nil : bytes.count - start), of: Value.type.number)
        }

        /// Adds an array.
        mutating func add<Value: PostgresValue>(_ values: some Collection<Value>) {
            addArray(of: Value.self, count: values.count, hasNull: false) { bytes in
                for value in values { Self.write(value, to: &bytes) }
            }
        }

        /// Adds an array some of whose elements may be NULL.
        mutating func add<Value: PostgresValue>(_ values: some Collection<Value?>) {
            addArray(of: Value.self, count: values.count, hasNull: true) { bytes in
                for value in values {
                    if let value { Self.write(value, to: &bytes) } else { Int32(-1).write(to: &bytes) }
                }
            }
        }

        /// Adds NULL in the place of an array.
        mutating func addNullArray<Value: PostgresValue>(of _: Value.Type) {
            add(Place(start: bytes.count - 1, count: nil), of: Value.type.array)
        }

        private mutating func addArray<Value: PostgresValue>(
            of type: Value.Type, count: Int, hasNull: Bool, write: (inout [UInt8]) -> Void
        ) {
            let start = bytes.count
            // Dimensions, whether there may be NULLs, the elements' type; then the dimension's length and its first
            // index.
            Int32(count == 0 ? 0 : 1).write(to: &bytes)
            Int32(hasNull ? 1 : 0).write(to: &bytes)
            Int32(bitPattern: Value.type.number).write(to: &bytes)
            if count > 0 {
                Int32(clamping: count).write(to: &bytes)
                Int32(1).write(to: &bytes)
                write(&bytes)
            }
            add(Place(start: start, count: bytes.count - start), of: Value.type.array)
        }

        private mutating func add(_ place: Place, of type: UInt32) {
            places.append(place)
            types.append(type)
        }

        /// An element: its length and its bytes. Lengths beyond what fits are those of parameters that are refused as a
        /// whole.
        private static func write(_ value: some PostgresValue, to bytes: inout [UInt8]) {
            let start = bytes.count
            Int32(0).write(to: &bytes)
            value.write(to: &bytes)
            let count = Int32(clamping: bytes.count - start - 4)
            withUnsafeBytes(of: count.bigEndian) { length in
                for index in 0..<4 { bytes[start + index] = length[index] }
            }
        }

        /// What libpq wants to know of parameters, for as long as the closure runs.
        struct Arguments {
            let count: Int32
            let values: UnsafePointer<UnsafePointer<CChar>?>?
            let lengths: UnsafePointer<Int32>?
            let formats: UnsafePointer<Int32>?
        }

        func withArguments<Value>(_ body: (Arguments) -> Value) -> Value {
            bytes.withUnsafeBytes { buffer in
                let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
                let values = places.map { place in place.count == nil ? nil : base?.advanced(by: place.start) }
                let lengths = places.map { Int32(clamping: $0.count ?? 0) }
                let formats = [Int32](repeating: 1, count: places.count)
                return values.withUnsafeBufferPointer { values in
                    lengths.withUnsafeBufferPointer { lengths in
                        formats.withUnsafeBufferPointer { formats in
                            body(
                                Arguments(
                                    count: Int32(clamping: count), values: values.baseAddress,
                                    lengths: lengths.baseAddress, formats: formats.baseAddress))
                        }
                    }
                }
            }
        }
    }
#endif
