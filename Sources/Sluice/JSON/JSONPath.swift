/// Names the place of a value for an error, from the bytes that come before it.
///
/// Both directions use it, and only once they fail: nothing keeps track of paths while all goes well.
enum JSONPath {
    private enum Level {
        case object(name: String?)
        case array(index: Int)
    }

    /// The path of the value that would come next after `prefix`, the start of a valid document.
    static func end(of prefix: UnsafeBufferPointer<UInt8>, root: PayloadRoot) -> String {
        var levels: [Level] = []
        var text = 0..<0
        var index = 0
        while index < prefix.count {
            switch prefix[index] {
            case UInt8(ascii: "{"): levels.append(.object(name: nil))
            case UInt8(ascii: "["): levels.append(.array(index: 0))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): levels.removeLast()
            case UInt8(ascii: "\""):
                text = index + 1..<endOfString(in: prefix, from: index + 1)
                index = text.upperBound
            case UInt8(ascii: ":"):
                let name = JSONText.string(UnsafeBufferPointer(rebasing: prefix[text]), hasEscapes: true)
                levels[levels.count - 1] = .object(name: name)
            case UInt8(ascii: ","):
                switch levels[levels.count - 1] {
                case .array(let index): levels[levels.count - 1] = .array(index: index + 1)
                case .object: levels[levels.count - 1] = .object(name: nil)
                }
            default: break
            }
            index += 1
        }
        return levels.reduce(root.rawValue) { path, level in
            switch level {
            case .object(nil): path
            case .object(let name?): path + field(name)
            case .array(let index): path + "[\(index)]"
            }
        }
    }

    /// The step to a field: `.name`, or `["any text"]` where the name could be mistaken for more than a name.
    static func field(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isPlain && !name.isEmpty && name.utf8.count <= 128 ? ".\(name)" : "[\(quoted(name))]"
    }

    /// Text from a document for a message: in quotes, on one line, and cut where it is long.
    static func quoted(_ text: String) -> String {
        let limit = 64
        var quoted = "\""
        for scalar in text.unicodeScalars.prefix(limit) {
            quoted += scalar.escaped(asASCII: false)
        }
        return quoted + (text.unicodeScalars.count > limit ? "…\"" : "\"")
    }

    private static func endOfString(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index, bytes.count)
    }
}
