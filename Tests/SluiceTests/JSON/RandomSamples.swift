import Foundation
import SluiceTestSupport

extension Everything {
    static func random(using random: inout SeededGenerator) -> Everything {
        let priority = Priority.allCases.randomElement(using: &random)!
        var dictionary: [String: [Int64]] = [:]
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            dictionary[text(using: &random)] = (0..<3).map { _ in Int64(bitPattern: random.next()) }
        }
        return Everything(
            string: text(using: &random), bool: .random(using: &random), int: Int(bitPattern: UInt(random.next())),
            int8: Int8(truncatingIfNeeded: random.next()), uint64: random.next(),
            float: .random(in: -1e30...1e30, using: &random), double: .random(in: -1e300...1e300, using: &random),
            date: Date(timeIntervalSince1970: .random(in: -1e10...1e10, using: &random)),
            url: URL(string: "https://example.com/\(random.next())?q=%22#f")!,
            uuid: UUID(
                uuidString: String(
                    format: "%08X-0000-4000-8000-000000000000", UInt32(truncatingIfNeeded: random.next())))!,
            data: Data(
                (0..<Int.random(in: 0...20, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }),
            pullRequest: PullRequest(
                branch: text(using: &random), labels: (0..<2).map { _ in text(using: &random) }, priority: priority,
                number: .random(using: &random) ? nil : Int.random(in: -5...5, using: &random)),
            optional: (0..<3).map { _ in .random(using: &random) ? nil : text(using: &random) },
            dictionary: dictionary)
    }

    private static func text(using random: inout SeededGenerator) -> String {
        let scalars = (0..<Int.random(in: 0...40, using: &random)).map { _ -> Unicode.Scalar in
            let bits = [5, 7, 8, 11, 16, 21].randomElement(using: &random)!
            return Unicode.Scalar(UInt32.random(in: 0..<1 << bits, using: &random)) ?? "\\"
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
