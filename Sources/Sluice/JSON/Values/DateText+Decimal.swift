// The decimal number behind a date: whole seconds, and the digits of a fraction.
extension DateText {
    /// The seconds rounded down and the digits of what is left, without zeros at the end.
    static func split(_ seconds: Double) -> (whole: Int64, fraction: [UInt8]) {
        var whole = Int64(seconds.magnitude)
        var fraction = fractionDigits(of: seconds.magnitude)
        if seconds < 0 {
            whole = -whole
            if !fraction.isEmpty {
                whole -= 1
                complement(&fraction)
            }
        }
        return (whole, fraction)
    }

    static func join(_ whole: Int64, fraction: ArraySlice<UInt8>) -> Double {
        let significant = Array(
            fraction[..<(fraction.lastIndex { $0 != UInt8(ascii: "0") }.map { $0 + 1 } ?? fraction.startIndex)])
        guard !significant.isEmpty else { return Double(whole) }
        var digits = significant
        var magnitude = whole
        if whole < 0 {
            magnitude = -(whole + 1)
            complement(&digits)
        }
        let value = Double("\(magnitude).\(String(decoding: digits, as: UTF8.self))")!
        return whole < 0 ? -value : value
    }

    private static func fractionDigits(of magnitude: Double) -> [UInt8] {
        // "12.25", "12.0", or, below 0.0001, "1.5e-07".
        let parts = magnitude.description.utf8.split(separator: UInt8(ascii: "e"))
        let digits = parts[0].split(separator: UInt8(ascii: "."))
        let fraction = digits.count < 2 || digits[1].elementsEqual("0".utf8) ? [] : Array(digits[1])
        guard parts.count == 2, let exponent = Int(String(Substring(parts[1]))) else { return fraction }
        return Array(repeating: UInt8(ascii: "0"), count: -exponent - 1) + Array(digits[0]) + fraction
    }

    /// 0.d₁d₂… becomes 1 − 0.d₁d₂…; the last digit is not 0.
    private static func complement(_ digits: inout [UInt8]) {
        for index in digits.indices {
            let base = index == digits.count - 1 ? UInt8(ascii: "0") + 10 : UInt8(ascii: "0") + 9
            digits[index] = base - digits[index] + UInt8(ascii: "0")
        }
    }
}
