public import ArgumentParser
public import Sluice
import SluiceOperating

extension RunID: ExpressibleByArgument {}

extension RunState: ExpressibleByArgument {}

extension OutputFormat: ExpressibleByArgument {
    /// What `--help` says of each.
    public static var allValueDescriptions: [String: String] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.purpose) })
    }

    private var purpose: String {
        switch self {
        case .text: "for people"
        case .json: "for programs; payloads and outputs are texts that hold JSON"
        }
    }
}
