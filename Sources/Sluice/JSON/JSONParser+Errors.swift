extension JSONParser {
    func syntaxError(_ problem: String) -> PayloadError {
        PayloadError(
            .notJSON, path: document.root.rawValue, problem: "is not valid JSON at byte \(position): \(problem)",
            offset: position)
    }

    /// What stands at the position, for a message.
    var found: String {
        guard position < document.bytes.count else { return "the end" }
        return switch byte {
        case UInt8(ascii: "'"): "a single quote"
        case 0x21..<0x7F: "'\(Unicode.Scalar(byte))'"
        default: "byte 0x" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
    }
}
