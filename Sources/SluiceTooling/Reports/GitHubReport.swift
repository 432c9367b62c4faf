import SluiceCompiler

/// Problems as commands of a GitHub workflow, which become annotations of the changed lines:
///
/// ```
/// ::error file=tasks.yaml,line=9,endLine=9,col=12,endColumn=21,title=sluice (unknown-queue)::tasks.yaml:9:12: queue …
/// ```
///
/// The message begins with the place, since the log of a workflow shows nothing but the message.
struct GitHubReport {
    let root: SourceRoot

    func render(_ reports: [Report]) -> String {
        reports.map { report in render(report.diagnostics.map(\.finding), files: report.files) { _ in true } }.joined()
    }

    /// - Parameter isPresent: Whether a place lies in what is checked out. What does not is annotated at the first of its notes
    ///   that does, or at none.
    func render(_ findings: [Finding], files: [SourceFile], isPresent: (Place) -> Bool) -> String {
        findings.map { finding in
            let place = ([finding.place] + finding.notes.map(\.place)).first(where: isPresent)
            return command(finding, at: place, in: files)
        }.joined()
    }

    private func command(_ finding: Finding, at place: Place?, in files: [SourceFile]) -> String {
        var lines = [line(finding.message, at: finding.place, in: files)]
        lines += finding.remarks.map { "\($0.label): \($0.text)" }
        lines += finding.notes.map { "note: " + line($0.message, at: $0.place, in: files) }
        let message = lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
            .map { String($0).onOneLine.escaped(.data) }.joined(separator: "%0A")

        let title = ("title", "sluice (\(finding.id))")
        let properties = ((place.map { location($0, files[$0.file]) } ?? []) + [title])
            .map { "\($0)=\($1.escaped(.property))" }.joined(separator: ",")
        return "::\(finding.weight.command) \(properties)::\(message)\n"
    }

    private func line(_ message: String, at place: Place, in files: [SourceFile]) -> String {
        let path = path(to: files[place.file])
        return "\(path.onOneLine):\(place.start.line):\(place.start.column): \(message.onOneLine)"
    }

    /// Nothing for standard input, which is no file of the repository.
    private func location(_ place: Place, _ file: SourceFile) -> [(String, String)] {
        guard !file.isStandardInput else { return [] }
        let (first, last) = (place.start, place.end)
        // A whole last line ends at the beginning of the next one.
        let endsBeforeLine = last.column == 1 && last.line > first.line
        let endLine = endsBeforeLine ? last.line - 1 : last.line
        let lines = [("file", path(to: file)), ("line", "\(first.line)"), ("endLine", "\(endLine)")]
        // The runner (actions/runner, ActionCommandManager.cs) drops columns that span lines, and an end before its start;
        // the last column belongs to what is marked.
        guard endLine == first.line, last.line == first.line else { return lines }
        let endColumn = max(first.column, last.column - 1)
        return lines + [("col", "\(first.column)"), ("endColumn", "\(endColumn)")]
    }

    private func path(to file: SourceFile) -> String { file.isStandardInput ? file.path : root.path(to: file.path) }
}

extension Finding.Weight {
    fileprivate var command: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
    }
}

/// Where in a command a text stands.
private enum CommandPart { case property, data }

extension String {
    /// As GitHub's toolkit writes it (actions/toolkit, command.ts).
    fileprivate func escaped(_ part: CommandPart) -> String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "%": text += "%25"
            case "\r": text += "%0D"
            case "\n": text += "%0A"
            case ":" where part == .property: text += "%3A"
            case "," where part == .property: text += "%2C"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
