import Foundation

/// The two streams, and what the one who reads them can see.
package enum Console {
    /// Writes to standard output.
    package static func say(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    /// Writes to standard error.
    package static func complain(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    /// Whether standard output shows colours.
    package static var hasColour: Bool { hasColour(STDOUT_FILENO) }

    /// Whether standard error shows colours.
    package static var errorHasColour: Bool { hasColour(STDERR_FILENO) }

    /// It is a terminal, and nobody asked for none (https://no-color.org).
    private static func hasColour(_ stream: Int32) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        return environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb" && isatty(stream) == 1
    }
}
