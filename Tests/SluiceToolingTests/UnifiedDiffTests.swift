import Foundation
import SluiceTooling
import Testing

@Suite("unified diffs")
struct UnifiedDiffTests {
    @Test("show three lines around a change, and near changes together")
    func hunks() {
        let old = (1...30).map { "line \($0)\n" }
        var new = old
        new[4] = "five\n"
        new[9] = "ten\n"
        new.remove(at: 24)
        let text = UnifiedDiff.text(from: old.joined(), to: new.joined(), oldName: "a", newName: "b")
        #expect(
            text == """
                --- a
                +++ b
                @@ -2,12 +2,12 @@
                 line 2
                 line 3
                 line 4
                -line 5
                +five
                 line 6
                 line 7
                 line 8
                 line 9
                -line 10
                +ten
                 line 11
                 line 12
                 line 13
                @@ -22,7 +22,6 @@
                 line 22
                 line 23
                 line 24
                -line 25
                 line 26
                 line 27
                 line 28

                """)
    }

    @Test("say where the end of a line is missing, and see what only looks alike")
    func ends() {
        #expect(UnifiedDiff.text(from: "a\n", to: "a\n") == "")
        #expect(
            UnifiedDiff.text(from: "a", to: "a\n")
                == "--- /dev/null\n+++ /dev/null\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n")
        #expect(UnifiedDiff.text(from: "\u{E9}\n", to: "e\u{301}\n").contains("+e\u{301}\n"))
        #expect(UnifiedDiff.text(from: "", to: "a\n").hasSuffix("@@ -0,0 +1 @@\n+a\n"))
        #expect(UnifiedDiff.text(from: "a\n", to: "").hasSuffix("@@ -1 +0,0 @@\n-a\n"))
    }

    @Test("are what 'patch' makes the new text from", arguments: 0..<40 as Range<UInt64>)
    func patches(seed: UInt64) throws {
        var state = seed
        func random(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
        func text() -> String {
            (0..<random(40)).map { _ in "\(["a", "b", "c"][random(3)])\n" }.joined() + (random(4) == 0 ? "end" : "")
        }
        let (old, new) = (text(), text())
        #expect(try patched(old, with: UnifiedDiff.text(from: old, to: new, oldName: "f", newName: "f")) == new)
    }

    @Test("of texts too unlike to compare replace the whole")
    func unlike() throws {
        let old = (0..<8_000).map { "a\($0)\n" }.joined()
        let new = (0..<8_000).map { "b\($0)\n" }.joined()
        #expect(try patched(old, with: UnifiedDiff.text(from: old, to: new, oldName: "f", newName: "f")) == new)
    }

    private func patched(_ old: String, with diff: String) throws -> String {
        guard !diff.isEmpty else { return old }
        let folder = FileManager.default.temporaryDirectory.appending(component: "sluice diff \(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(old.utf8).write(to: folder.appending(component: "f"))
        try Data(diff.utf8).write(to: folder.appending(component: "diff"))
        let git = Process()
        git.executableURL = URL(filePath: "/usr/bin/env")
        git.arguments = ["git", "apply", "-p0", "diff"]
        git.currentDirectoryURL = folder
        try git.run()
        git.waitUntilExit()
        #expect(git.terminationStatus == 0)
        // A file that loses its last line may be taken away.
        let result = try? Data(contentsOf: folder.appending(component: "f"))
        return String(decoding: result ?? Data(), as: UTF8.self)
    }
}
