/// Why a command failed, in the words that SwiftPM shows behind `error: `.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
