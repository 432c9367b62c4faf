extension Rule {
    package static let unknownKey = Rule("unknown-key", "only keys that mean something are written")
}

extension Diagnostic {
    static func unknownKey(_ key: String, in form: MappingForm, at place: Place) -> Diagnostic {
        let names = form.keys.map(\.name)
        let remedy =
            if let hint = form.hints[key] {
                hint
            } else if let nearest = NearestName.find(key, among: names) {
                "did you mean '\(nearest)'?"
            } else if form.allows(.cron), key.utf8.allSatisfy(\.isOfCron) {
                "between braces, a ',' ends a cron expression without quotes: put it between quotes"
            } else {
                "its keys are \(names.quotedList)"
            }
        return Diagnostic(.error, .unknownKey, "\(form.name) has no key '\(key.shortened)'; \(remedy)", at: place)
    }
}

extension Sequence<String> {
    /// `'a', 'b' and 'c'`; of many names the first twelve.
    package var quotedList: String {
        let all = Array(self)
        let shown = all.prefix(12).map { "'\($0.shortened)'" }
        guard let last = shown.last else { return "" }
        if all.count > shown.count { return shown.joined(separator: ", ") + " and \(all.count - shown.count) more" }
        return shown.count == 1 ? last : shown.dropLast().joined(separator: ", ") + " and " + last
    }
}

extension UInt8 {
    /// Whether it can be of a cron expression that was cut in two.
    fileprivate var isOfCron: Bool { isDigit || isUppercaseLetter || " */-".utf8.contains(self) }
}
