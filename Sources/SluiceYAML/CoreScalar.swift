/// What unquoted scalars mean: YAML 1.2's core schema, which declaration files follow.
///
/// `yes`, `no`, `on` and `off` are text there, unlike in YAML 1.1; ``outdatedBool(_:)`` tells them for a better message.
public enum CoreScalar {
    /// Whether it says that there is no value.
    public static func isNull(_ text: String) -> Bool {
        // Most texts have another length: asked of every value, this must not compare.
        switch text.utf8.count {
        case 0: true
        case 1: text == "~"
        case 4: text == "null" || text == "Null" || text == "NULL"
        default: false
        }
    }

    /// A truth value.
    public static func bool(_ text: String) -> Bool? {
        switch text {
        case "true", "True", "TRUE": true
        case "false", "False", "FALSE": false
        default: nil
        }
    }

    /// The truth value that YAML 1.1 would have read.
    public static func outdatedBool(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "y", "yes", "on": true
        case "n", "no", "off": false
        default: nil
        }
    }

    /// A whole number: decimal, or `0o…` octal, or `0x…` hexadecimal.
    public static func integer(_ text: String) -> Int128? {
        if let small = smallInteger(text) { return Int128(small) }
        if text.hasPrefix("0x") { return digits(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return digits(text.dropFirst(2), radix: 8) }
        let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        guard unsigned.utf8.first.map({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) == true else {
            return nil
        }
        return Int128(text)
    }

    /// A number with or without a fraction; `.inf` and `.nan` are not taken.
    public static func floatingPoint(_ text: String) -> Double? {
        let allowed = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
                UInt8(ascii: "e"), UInt8(ascii: "E"):
                true
            default: false
            }
        }
        guard allowed, let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// The usual case, at a fraction of the cost: up to 18 decimal digits and nothing else.
    private static func smallInteger(_ text: String) -> Int64? {
        guard !text.isEmpty, text.utf8.count <= 18 else { return nil }
        var value: Int64 = 0
        for byte in text.utf8 {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return value
    }

    private static func digits(_ text: Substring, radix: Int) -> Int128? {
        guard let first = text.first, first != "-", first != "+" else { return nil }
        return Int128(text, radix: radix)
    }
}
