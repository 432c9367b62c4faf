internal import SluiceCron

extension Rule {
    package static let unknownTimezone = Rule(
        "unknown-timezone", "a time zone has the name that the IANA database gives it")
}

extension Diagnostic {
    static func unknownTimezone(_ name: Located<String>) -> Diagnostic {
        let message = "'\(name.value.shortened)' is not the name of a time zone; \(remedy(for: name.value))"
        return Diagnostic(.error, .unknownTimezone, message, at: name.place)
    }

    private static func remedy(for name: String) -> String {
        // A city alone is more often what was meant than a name of about as many letters.
        let spelled = name.lowercased().replacing(" ", with: "_")
        let city =
            TimeZoneNames.all.first { $0.lowercased() == spelled }
            ?? TimeZoneNames.all.first { $0.lowercased().hasSuffix("/" + spelled) }
        if let found = city ?? NearestName.find(name, among: TimeZoneNames.all) { return "did you mean '\(found)'?" }
        let isOffset = name.contains { $0.isNumber } && name.contains { "+-:".contains($0) }
        return isOffset
            ? "an offset knows no daylight saving: name a place such as 'Europe/Berlin', or 'UTC'"
            : "name its largest city as the IANA database does, such as 'Europe/Berlin' or 'America/New_York', or 'UTC'"
    }
}
