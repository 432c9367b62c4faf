/// Characters that look like a space, or like nothing, and are text to YAML. They come with text that was copied from web pages
/// and word processors.
enum InvisibleCharacter {
    /// What Unicode calls it, if it is one.
    static func name(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0xA0, 0x202F: "no-break space"
        case 0x200B: "zero-width space"
        case 0x200C, 0x200D, 0x2060: "zero-width character"
        case 0x1680, 0x2000...0x200A, 0x205F: "wide or narrow space"
        case 0x3000: "ideographic space"
        case 0xFEFF: "byte order mark"
        default: nil
        }
    }

    /// The one that a text begins or ends with.
    static func atEdge(of text: UnsafeRawBufferPointer) -> (scalar: Unicode.Scalar, isFirst: Bool)? {
        // Each takes two or three bytes in UTF-8, the first of them 0xC2 or above.
        guard let first = text.first, let last = text.last, first >= 0xC2 || last >= 0x80 else { return nil }
        let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
        if let first = scalars.first, name(first) != nil { return (first, true) }
        if let last = scalars.last, name(last) != nil { return (last, false) }
        return nil
    }
}

extension YAMLProblem {
    init(invisible scalar: Unicode.Scalar, at mark: YAMLMark) {
        let name = InvisibleCharacter.name(scalar) ?? "character"
        self.init(
            .syntax,
            "here is an invisible character, a \(name) (\(scalar.codePoint)); remove it, or write a usual space",
            from: mark)
    }
}
