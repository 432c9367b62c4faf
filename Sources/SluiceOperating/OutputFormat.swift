import Foundation

/// A way of showing what a store holds.
package enum OutputFormat: String, CaseIterable, Sendable {
    /// For people.
    case text
    /// For programs.
    case json

    /// A list as JSON, an element a line; keys in alphabetical order.
    static func json(_ list: [some Encodable]) -> String {
        if list.isEmpty { return "[]\n" }
        return "[\n" + list.map { json($0, isIndented: false) }.joined(separator: ",\n") + "\n]\n"
    }

    /// A value as JSON over several lines.
    static func json(_ value: some Encodable) -> String { json(value, isIndented: true) + "\n" }

    private static func json(_ value: some Encodable, isIndented: Bool) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            // Only an infinite number or one that is none can't be written.
            preconditionFailure("\(error)")
        }
    }
}
