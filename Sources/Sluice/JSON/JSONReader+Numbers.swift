extension JSONReader {
    /// Reads an integer exactly. One that is written with a fraction or an exponent (`1.0`, `1e3`) is refused, even
    /// where its value is whole: who sends it means a floating-point number, whose large values are not exact.
    func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws(PayloadError) -> Number {
        let token = token
        guard token.kind == .integer else {
            if token.kind == .decimal { throw rejection(ofNumberExpecting: "an integer without fraction or exponent") }
            throw mismatch(expecting: "an integer")
        }
        guard let number = Self.integer(document.text(of: token), as: Number.self) else {
            throw rejection(ofNumberExpecting: "an integer from \(Number.min) to \(Number.max)")
        }
        return number
    }

    @inline(__always)
    private static func integer<Number: FixedWidthInteger>(
        _ text: UnsafeBufferPointer<UInt8>, as type: Number.Type
    ) -> Number? {
        let isNegative = text[0] == UInt8(ascii: "-")
        var magnitude: UInt64 = 0
        for digit in text[(isNegative ? 1 : 0)...] {
            let (shifted, overflows) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carries) = shifted.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
            if overflows || carries { return nil }
            magnitude = sum
        }
        guard isNegative else { return Number(exactly: magnitude) }
        guard magnitude <= Int64.min.magnitude else { return nil }
        return Number(exactly: Int64(truncatingIfNeeded: 0 &- magnitude))
    }

    /// Reads the floating-point number that is nearest to the decimal one; one so large that this is infinity is
    /// refused.
    func float<Number: BinaryFloatingPoint & LosslessStringConvertible>(
        _ type: Number.Type
    ) throws(PayloadError) -> Number {
        let token = token
        guard token.kind == .integer || token.kind == .decimal else { throw mismatch(expecting: "a number") }
        let text = document.text(of: token)
        guard let number = Self.smallDecimal(text).flatMap({ Number(exactly: $0) }) ?? Number(document.string(token)),
            number.isFinite
        else {
            throw rejection(ofNumberExpecting: "a number within ±\(Number.greatestFiniteMagnitude)")
        }
        return number
    }
}

extension JSONReader {
    /// The number, if its digits and its power of ten are both exact as `Double`, so that one operation rounds it
    /// correctly (W. D. Clinger, "How to read floating point numbers accurately", 1990); nil for all others.
    private static func smallDecimal(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        let isNegative = text[0] == UInt8(ascii: "-")
        // Fifteen digits are below 2^53.
        guard text.count <= 15 + (isNegative ? 2 : 1) else { return nil }
        var digits: UInt64 = 0
        var fractionDigits = 0
        var isFraction = false
        for byte in text[(isNegative ? 1 : 0)...] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits = digits * 10 + UInt64(byte - UInt8(ascii: "0"))
                if isFraction { fractionDigits += 1 }
            case UInt8(ascii: "."): isFraction = true
            default: return nil
            }
        }
        guard digits < 1 << 53 else { return nil }
        let magnitude = Double(digits) / powersOfTen[fractionDigits]
        return isNegative ? -magnitude : magnitude
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    ]
}
