/// What a report shows at a place of the declarations: a problem, or what comparing two versions found.
package struct Finding: Hashable, Sendable {
    /// How much it weighs.
    package enum Weight: Sendable {
        case error, warning, note
    }

    /// A line of its own below the excerpt: `= help: …`.
    package struct Remark: Hashable, Sendable {
        package let label: String
        package let text: String

        package init(_ label: String, _ text: String) {
            self.label = label
            self.text = text
        }
    }

    /// The name between brackets.
    package let id: String
    /// What stands before the message, such as `error`.
    package let word: String
    package let weight: Weight
    package let message: String
    package let place: Place
    package let remarks: [Remark]
    package let notes: [Diagnostic.Note]

    package init(
        id: String, word: String, weight: Weight, message: String, place: Place, remarks: [Remark] = [],
        notes: [Diagnostic.Note] = []
    ) {
        self.id = id
        self.word = word
        self.weight = weight
        self.message = message
        self.place = place
        self.remarks = remarks
        self.notes = notes
    }
}

extension Diagnostic {
    /// What reports show of it.
    package var finding: Finding {
        Finding(
            id: rule.id, word: severity.rawValue, weight: severity == .error ? .error : .warning, message: message,
            place: place, remarks: help.map { [Finding.Remark("help", $0)] } ?? [], notes: notes)
    }
}
