import Foundation
import SluiceCompiler
import SluiceTestSupport
import Testing

/// Declarations with random damage: whatever they hold, the compiler answers, and what it says points into the file.
///
/// `SLUICE_MUTATIONS` is how many are tried; a failure names its seed.
@Suite struct MutationTests {
    private static let count = ProcessInfo.processInfo.environment["SLUICE_MUTATIONS"].flatMap { Int($0) } ?? 1_500

    @Test func damagedDeclarationsAreAnswered() throws {
        let originals = try Fixture.all.flatMap { try $0.files() }.map(\.bytes).filter { $0.count < 5_000 }
        for seed in 0..<Self.count {
            var random = SeededGenerator(seed: UInt64(seed))
            var bytes = originals[Int.random(in: 0..<originals.count, using: &random)]
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                damage(&bytes, with: originals[Int.random(in: 0..<originals.count, using: &random)], &random)
            }
            let file = SourceFile(path: "tasks.yaml", bytes: bytes)
            let result = check(files: [file])
            let places = result.diagnostics.map(\.place)
            #expect(places == places.sorted(), "seed \(seed)")
            let lines = widths(ofLinesIn: bytes)
            for place in places + result.diagnostics.flatMap({ $0.notes.map(\.place) }) {
                let (line, column) = (place.start.line, place.start.column)
                #expect(line <= lines.count && column <= lines[line - 1] + 1, "seed \(seed)")
            }
            let text = TextRenderer().render(result.diagnostics, files: result.files)
            #expect(text.isEmpty == result.diagnostics.isEmpty, "seed \(seed)")
        }
    }

    private func widths(ofLinesIn bytes: [UInt8]) -> [Int] {
        let unified = bytes.indices.filter { bytes[$0] != 0x0D || $0 + 1 == bytes.count || bytes[$0 + 1] != 0x0A }
            .map { bytes[$0] == 0x0D ? 0x0A : bytes[$0] }
        return unified.split(separator: 0x0A, omittingEmptySubsequences: false).map(\.count)
    }

    private func damage(_ bytes: inout [UInt8], with other: [UInt8], _ random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let position = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, position + Int.random(in: 1...20, using: &random))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes.removeSubrange(position..<end)
        case 1: bytes.insert(contentsOf: bytes[position..<end], at: Int.random(in: 0...bytes.count, using: &random))
        case 2: bytes[position] = UInt8.random(in: 0...255, using: &random)
        case 3: bytes[position] = Array("[]{}:,-?&*!|>'\"%@` \t\n\r#=0aA<".utf8).randomElement(using: &random)!
        case 4: bytes.insert(contentsOf: Array("\n    ".utf8), at: position)
        default:
            let lines = other.split(separator: 0x0A, omittingEmptySubsequences: false)
            bytes.insert(contentsOf: lines.randomElement(using: &random)! + [0x0A], at: position)
        }
    }
}
