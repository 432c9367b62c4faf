/// Everything that the files of one target declare.
///
/// Parsing fills it, resolving gives every ``Reference`` its index, and once the rules have found no error, all that it
/// says holds: references lead somewhere, defaults fit their types, Swift names differ.
package struct Declarations: Sendable {
    /// The files in the order of their names; places and declarations refer to them by index.
    package var files: [SourceFile]
    package var swift = SwiftSettings()
    package var organization: OrganizationDeclaration?
    /// The queues declared by name, in file and declaration order; then each task's own, in the order of the tasks.
    package var queues: [QueueDeclaration] = []
    package var types: [TypeDeclaration] = []
    package var tasks: [TaskDeclaration] = []
    /// Whether every file could be read; if not, a reference may well lead to what is not here.
    package var isComplete = true
    /// How many names the queues, types and tasks have together: as many as there are, if none has another's.
    package var distinctNames = 0
    /// The comments that silence warnings, in the order of files and lines.
    package var ignoreComments: [IgnoreComment] = []

    package init(files: [SourceFile]) { self.files = files }

    /// The declaration that a resolved reference leads to.
    package subscript(_ reference: Reference<QueueDeclaration>) -> QueueDeclaration { queues[reference.target] }
    package subscript(_ reference: Reference<TypeDeclaration>) -> TypeDeclaration { types[reference.target] }
    package subscript(_ reference: Reference<TaskDeclaration>) -> TaskDeclaration { tasks[reference.target] }
}

/// A name by which one declaration mentions another.
package struct Reference<Target>: Hashable, Sendable {
    package let name: String
    package let place: Place
    /// The index among the declarations of its kind, once resolved.
    package var index: Int?

    package init(_ name: String, at place: Place, index: Int? = nil) {
        self.name = name
        self.place = place
        self.index = index
    }

    /// The index; resolving must have succeeded.
    package var target: Int {
        guard let index else { preconditionFailure("'\(name)' was not resolved") }
        return index
    }
}
