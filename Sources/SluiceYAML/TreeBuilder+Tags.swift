internal import CSluiceLibYAML

extension TreeBuilder {
    enum TagMeaning {
        /// What the value's spelling or shape says anyway.
        case usual
        /// A text, whatever its spelling.
        case text
        case unknown
    }

    /// Reads a tag; notes a problem where it is none of YAML's own.
    /// - Parameter isFirst: Whether the value begins with it, and not with an anchor, which may be on a line before.
    mutating func tagMeaning(
        _ tag: UnsafePointer<yaml_char_t>, from start: YAMLMark, isFirst: Bool
    ) -> TagMeaning {
        let name = String(cString: tag)
        let core = "tag:yaml.org,2002:"
        switch name {
        case "!", core + "str": return .text
        case core + "null", core + "bool", core + "int", core + "float", core + "seq", core + "map": return .usual
        default:
            let written = name.hasPrefix(core) ? "!!" + name.dropFirst(core.count) : name
            let message =
                "tag '\(written.shortened)' means nothing here; remove it, or quote the text if it is part of one"
            // What a directive has made longer is not as it stands there.
            let length = isFirst && written.hasPrefix("!") ? written.unicodeScalars.count : 1
            let end = YAMLMark(line: start.line, column: start.column + UInt32(clamping: length))
            note(YAMLProblem(.syntax, message, from: start, to: end))
            return .unknown
        }
    }
}
