/// What a command was called with. The extractor of `PackagePlugin` lets a value that is missing, and what is left over, pass in
/// silence.
struct Arguments {
    private(set) var flags: Set<String> = []
    private(set) var values: [String: String] = [:]

    /// - Parameters:
    ///   - arguments: What stands behind the command's name.
    ///   - flags: Those without a value that it knows, such as `--check`.
    ///   - options: Those with a value that it knows, such as `--target`.
    ///   - command: Its name, for messages.
    /// - Throws: ``CommandFailure`` at the first that can't be.
    init(_ arguments: [String], flags: Set<String>, options: Set<String>, of command: String) throws {
        let help = "see 'swift package \(command) --help'"
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if flags.contains(argument) {
                self.flags.insert(argument)
            } else if options.contains(parts[0]) {
                let value = parts.count == 2 ? parts[1] : rest.popFirst()
                guard let value, !value.isEmpty, !value.hasPrefix("--") else {
                    throw CommandFailure("'\(parts[0])' has no value; \(help)")
                }
                guard values.updateValue(value, forKey: parts[0]) == nil else {
                    throw CommandFailure("'\(parts[0])' is given twice; \(help)")
                }
            } else {
                throw CommandFailure("unknown argument '\(argument)'; \(help)")
            }
        }
    }
}
