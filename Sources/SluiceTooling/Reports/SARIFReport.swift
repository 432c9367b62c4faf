import Foundation
import SluiceCompiler

/// Problems as a log in the Static Analysis Results Interchange Format, for code scanning
/// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
struct SARIFReport {
    let root: SourceRoot

    func render(_ reports: [Report]) -> String {
        var paths: Set<String> = []
        let files = reports.flatMap(\.files).filter { paths.insert($0.path).inserted }
        let run: JSONValue = [
            "tool": ["driver": ["name": "sluice", "rules": .array(Rule.catalogue.map(rule))]],
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": [
                Self.rootID: [
                    "description": ["text": "The root of the repository, or the folder that was checked from."]
                ]
            ],
            "artifacts": .array(files.map { ["location": location($0), "roles": ["analysisTarget"]] }),
            "results": .array(reports.flatMap { report in report.diagnostics.map { result($0, in: report.files) } }),
        ]
        let log: JSONValue = [
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        ]
        return log.text(isIndented: true) + "\n"
    }

    /// The name by which code scanning knows the root of the repository.
    private static let rootID = "%SRCROOT%"

    private static let ruleIndices = Dictionary(
        uniqueKeysWithValues: Rule.catalogue.enumerated().map { ($0.element.id, $0.offset) })

    private func rule(_ rule: Rule) -> JSONValue {
        var descriptor: [String: JSONValue] = [
            "id": .string(rule.id),
            "shortDescription": ["text": .string(rule.summary)],
            "defaultConfiguration": ["level": rule.warns ? "warning" : "error"],
        ]
        if let explanation = Explanation.of(rule) {
            descriptor["fullDescription"] = ["text": .string(explanation.reason)]
            descriptor["help"] = [
                "text": .string(explanation.remedy), "markdown": .string(RulesArticle.body(explanation)),
            ]
        }
        return .object(descriptor)
    }

    private func result(_ diagnostic: Diagnostic, in files: [SourceFile]) -> JSONValue {
        var lines = [diagnostic.message]
        if let help = diagnostic.help { lines.append("help: \(help)") }
        // Code scanning shows a related place only where the message links to it.
        lines += diagnostic.notes.enumerated().map { "[\($0.element.message.asLinkText)](\($0.offset + 1))" }
        var result: [String: JSONValue] = [
            "ruleId": .string(diagnostic.rule.id),
            "level": .string(diagnostic.severity.rawValue),
            "message": ["text": .string(lines.joined(separator: "\n"))],
            "locations": [["physicalLocation": physicalLocation(diagnostic.place, files)]],
        ]
        result["ruleIndex"] = Self.ruleIndices[diagnostic.rule.id].map(JSONValue.integer)
        if !diagnostic.notes.isEmpty {
            result["relatedLocations"] = .array(
                diagnostic.notes.enumerated().map { index, note in
                    [
                        "id": .integer(index + 1),
                        "message": ["text": .string(note.message)],
                        "physicalLocation": physicalLocation(note.place, files),
                    ]
                })
        }
        return .object(result)
    }

    private func physicalLocation(_ place: Place, _ files: [SourceFile]) -> JSONValue {
        [
            "artifactLocation": location(files[place.file]),
            "region": [
                "startLine": .integer(place.start.line), "startColumn": .integer(place.start.column),
                "endLine": .integer(place.end.line), "endColumn": .integer(place.end.column),
            ],
        ]
    }

    private func location(_ file: SourceFile) -> JSONValue {
        // Code scanning takes no place without a path.
        if file.isStandardInput {
            return ["uri": .string(file.path.asURI), "description": ["text": "Standard input."]]
        }
        let path = root.path(to: file.path)
        return path.hasPrefix("/")
            ? ["uri": "file://\(path.asURI)"]
            : ["uri": .string(path.asURI), "uriBaseId": .string(Self.rootID)]
    }
}

extension String {
    /// A path as part of a URI: what RFC 3986 calls unreserved, and the slashes, stay as they are.
    fileprivate var asURI: String { addingPercentEncoding(withAllowedCharacters: plainInURI) ?? self }

    /// With what would end a link's text escaped.
    fileprivate var asLinkText: String {
        ["\\", "[", "]"].reduce(self) { $0.replacing($1, with: "\\" + $1) }
    }
}

private let plainInURI = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
