/// What `--store` names: a file, or a database that libpq connects to.
package enum StoreName: Sendable, Equatable {
    /// The path of a store's file.
    case file(String)
    /// A connection string: a URL, or keywords and values. It may hold a password, so nothing shows it.
    case database(String)

    private static let schemes = ["postgres://", "postgresql://"]

    /// What a connection string of keywords and values may begin with. Another file with `=` in its name is still a file.
    private static let keywords: Set<String> = [
        "application_name", "channel_binding", "connect_timeout", "dbname", "gssencmode", "host", "hostaddr", "options",
        "passfile", "password", "port", "require_auth", "service", "sslcert", "sslcrl", "sslkey", "sslmode",
        "sslpassword", "sslrootcert", "target_session_attrs", "user",
    ]

    /// - Parameter text: As somebody has written it.
    package init(_ text: String) {
        let isURL = Self.schemes.contains { text.hasPrefix($0) }
        self = isURL || Self.beginsWithKeyword(text) ? .database(text) : .file(text)
    }

    private static func beginsWithKeyword(_ text: String) -> Bool {
        guard let sign = text.firstIndex(of: "=") else { return false }
        let word = text[..<sign].split(separator: " ", omittingEmptySubsequences: true)
        return word.count == 1 && keywords.contains(String(word[0]))
    }
}
