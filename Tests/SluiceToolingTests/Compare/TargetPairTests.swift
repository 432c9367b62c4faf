import SluiceCompiler
import SluiceTooling
import Testing

@Suite("bringing the targets of two versions together")
struct TargetPairTests {
    private func pairs(_ old: [String?], _ new: [String?]) -> [[String?]] {
        let targets = { (folders: [String?]) in folders.map { Target(folder: $0, files: []) } }
        return TargetPair.pairs(targets(old), targets(new)).map { [$0.old?.folder, $0.new?.folder] }
    }

    @Test("by their folders, wherever the versions lie")
    func folders() {
        #expect(
            pairs(["v1/Sources/A", "v1/Sources/B"], ["/now/Sources/B", "/now/Sources/C"]) == [
                ["v1/Sources/B", "/now/Sources/B"], [nil, "/now/Sources/C"], ["v1/Sources/A", nil],
            ])
    }

    @Test("one and one, whatever they are called")
    func single() {
        #expect(pairs(["old"], ["new"]) == [["old", "new"]])
        #expect(pairs([nil], ["new"]) == [[nil, "new"]])
        #expect(pairs([], ["new"]) == [[nil, "new"]])
    }
}
