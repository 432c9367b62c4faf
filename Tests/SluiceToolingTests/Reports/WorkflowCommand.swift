/// A line of output as GitHub's runner reads it (actions/runner, ActionCommand.cs).
struct WorkflowCommand {
    let name: String
    let properties: [String: String]
    let message: String

    init?(_ line: Substring) {
        guard line.hasPrefix("::"), let end = line.dropFirst(2).firstRange(of: "::") else { return nil }
        let head = line[line.index(line.startIndex, offsetBy: 2)..<end.lowerBound]
        let words = head.split(separator: " ", maxSplits: 1)
        name = String(words[0])
        var properties: [String: String] = [:]
        for pair in words.count > 1 ? words[1].split(separator: ",") : [] {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            properties[String(parts[0])] = Self.unescaped(parts[1], ["%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","])
        }
        self.properties = properties
        message = Self.unescaped(line[end.upperBound...], ["%0D": "\r", "%0A": "\n"])
    }

    /// `%25` is the last to be read.
    private static func unescaped(_ text: Substring, _ escapes: [String: String]) -> String {
        escapes.reduce(String(text)) { $0.replacing($1.key, with: $1.value) }.replacing("%25", with: "%")
    }
}
