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
        reports.map { report in report.diagnostics.map { command($0, in: report.files) }.joined() }.joined()
    }

    private func command(_ diagnostic: Diagnostic, in files: [SourceFile]) -> String {
        var lines = [line(diagnostic.message, at: diagnostic.place, in: files)]
        if let help = diagnostic.help { lines.append("help: \(help)") }
        lines += diagnostic.notes.map { "note: " + line($0.message, at: $0.place, in: files) }
        let message = lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
            .map { String($0).onOneLine.escaped(.data) }.joined(separator: "%0A")

        let title = ("title", "sluice (\(diagnostic.rule.id))")
        let properties = (location(diagnostic.place, files[diagnostic.place.file]) + [title])
            .map { "\($0)=\($1.escaped(.property))" }.joined(separator: ",")
        return "::\(diagnostic.severity.rawValue) \(properties)::\(message)\n"
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
