import Foundation
import SluiceTestSupport
import SluiceTooling

/// Holds documents against a JSON Schema by Python's `jsonschema`; `Tests/JSONSchema/validate.py` does the work.
enum SchemaValidator {
    /// What is refused, as a JSON pointer, and why.
    struct Flaw: Decodable, Hashable {
        let path: String
        let message: String
    }

    /// The official schema of SARIF 2.1.0.
    static let sarif: JSONValue = "sarif"

    /// The flaws of each document; checks the schema, too.
    static func flaws(in documents: [JSONValue], by schema: JSONValue) throws -> [[Flaw]] {
        let python = Repository.root.appending(path: ".build-python/bin/python").plainPath
        guard FileManager.default.isExecutableFile(atPath: python) else { throw Failure.noPython }
        let request: JSONValue = ["schema": schema, "documents": .array(documents)]
        let run = try Command.run(
            [python, Repository.root.appending(path: "Tests/JSONSchema/validate.py").plainPath],
            input: request.text(isIndented: false), keepingErrorsApart: true)
        guard run.status == 0 else { throw Failure.script(run.errors) }
        return try JSONDecoder().decode([[Flaw]].self, from: Data(run.output.utf8))
    }

    private enum Failure: Error, CustomStringConvertible {
        case noPython
        case script(String)

        var description: String {
            switch self {
            case .noPython: "the Python packages of the tests are missing: run Tests/run once, which installs them"
            case .script(let errors): "Tests/JSONSchema/validate.py failed: \(errors)"
            }
        }
    }
}
