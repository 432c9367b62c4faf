/// What a name that the user chose is for.
enum NameKind: String {
    case queue, type, task, field, `case`, plan

    /// What holds such names, for messages.
    var mapping: String {
        switch self {
        case .queue: "'queues'"
        case .type: "'types'"
        case .task: "'tasks'"
        case .field: "a set of fields"
        case .case: "an enumeration"
        case .plan: "'plans'"
        }
    }

    /// Whether two declarations of one name are looked for over all files together.
    var hasOwnDuplicateRule: Bool {
        switch self {
        case .queue, .type, .task: true
        case .field, .case, .plan: false
        }
    }
}
