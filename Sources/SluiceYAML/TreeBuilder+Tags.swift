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
    mutating func tagMeaning(_ tag: UnsafePointer<yaml_char_t>, from start: YAMLMark) -> TagMeaning {
        let name = String(cString: tag)
        let core = "tag:yaml.org,2002:"
        switch name {
        case "!", core + "str": return .text
        case core + "null", core + "bool", core + "int", core + "float", core + "seq", core + "map": return .usual
        default:
            let written = name.hasPrefix(core) ? "!!" + name.dropFirst(core.count) : name
            let message =
                "tag '\(written.shortened)' means nothing here; remove it, or quote the text if it is part of one"
            let end = YAMLMark(line: start.line, column: start.column + UInt32(clamping: written.unicodeScalars.count))
            note(YAMLProblem(.syntax, message, from: start, to: end))
            return .unknown
        }
    }
}
