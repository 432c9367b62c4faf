extension JSONWriter {
    mutating func write(magnitude: UInt64, isNegative: Bool) {
        if isNegative { buffer.append(UInt8(ascii: "-")) }
        // The longest, 18446744073709551615, has 20 digits.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = magnitude
            var first = digits.count
            repeat {
                first -= 1
                digits.initializeElement(at: first, to: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
            } while rest > 0
            buffer.append(UnsafeBufferPointer(rebasing: digits[first...]))
        }
    }

    /// Writes Swift's own description of a floating-point number, which is the shortest that reads back as the same
    /// number.
    mutating func write<Number: BinaryFloatingPoint & LosslessStringConvertible>(float number: Number) {
        guard number.isFinite else {
            return fail(.unwritable, "is \(number), which JSON cannot hold; expected a finite number")
        }
        var text = number.description
        text.withUTF8 { buffer.append($0) }
    }
}
