extension FieldType: CustomStringConvertible {
    /// As a declaration would write it: `[String: Priority]?`.
    package var description: String {
        switch self {
        case .builtin(let type): type.rawValue
        case .array(let element): "[\(element)]"
        case .dictionary(let value): "[String: \(value)]"
        case .optional(let wrapped): "\(wrapped)?"
        case .named(let reference): reference.name
        }
    }
}
