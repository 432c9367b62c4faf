package import SluiceCompiler

/// What a check came to, in one line for people.
package struct Summary: CustomStringConvertible, Sendable {
    private let targets: [CheckedDeclarations]

    package init(_ targets: [CheckedDeclarations]) { self.targets = targets }

    /// `3 errors and 1 warning in 2 of 5 files`, or what was looked at where there are no problems.
    package var description: String {
        let diagnostics = targets.flatMap(\.diagnostics)
        guard !diagnostics.isEmpty else { return "no problems: \(contents) in \(count(files, "file"))" }
        let problems = [Diagnostic.Severity.error, .warning].compactMap { severity in
            let found = diagnostics.count { $0.severity == severity }
            return found == 0 ? nil : count(found, severity.rawValue)
        }
        return "\(problems.joined(separator: " and ")) in \(flawedFiles) of \(count(files, "file"))"
    }

    private var files: Int { targets.reduce(0) { $0 + $1.declarations.files.count } }

    private var flawedFiles: Int { targets.reduce(0) { $0 + Set($1.diagnostics.map(\.place.file)).count } }

    /// `12 tasks, 4 queues and 1 type`, without what there is none of; a task's own queue belongs to the task.
    private var contents: String {
        let declarations = targets.map(\.declarations)
        let counts = [
            (declarations.reduce(0) { $0 + $1.tasks.count }, "task"),
            (declarations.reduce(0) { $0 + $1.queues.count { $0.owner == nil } }, "queue"),
            (declarations.reduce(0) { $0 + $1.types.count }, "type"),
        ]
        let found = counts.filter { $0.0 > 0 }.map { count($0.0, $0.1) }
        guard let last = found.last else { return "nothing is declared" }
        return found.count == 1 ? last : found.dropLast().joined(separator: ", ") + " and " + last
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
