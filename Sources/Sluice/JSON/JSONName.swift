/// The name of a field, compared as bytes once its escapes are resolved: `"a"` and `"\u0061"` are one name, while two
/// spellings of `é` that only Unicode holds to be equal are two.
struct JSONName: Hashable {
    let text: UnsafeBufferPointer<UInt8>
    let hasEscapes: Bool

    @inline(__always)
    static func == (left: Self, right: Self) -> Bool {
        if !left.hasEscapes && !right.hasEscapes {
            return left.text.count == right.text.count
                && left.text.indices.allSatisfy { left.text[$0] == right.text[$0] }
        }
        return left.resolved.elementsEqual(right.resolved)
    }

    func hash(into hasher: inout Hasher) {
        if hasEscapes {
            resolved.withUnsafeBytes { hasher.combine(bytes: $0) }
        } else {
            hasher.combine(bytes: UnsafeRawBufferPointer(text))
        }
    }

    private var resolved: [UInt8] {
        hasEscapes ? JSONText.utf8(text) : [UInt8](text)
    }
}
