/// The differences between two texts in the unified format of POSIX `diff -u`, which `patch` and `git apply` read.
package enum UnifiedDiff {
    /// Lines around a change that are shown with it.
    private static let context = 3
    /// Where a text was so much rewritten that comparing it would take longer than this many steps, it is shown as replaced.
    private static let mostSteps = 50_000_000

    /// - Parameters:
    ///   - oldName: The old file's name; `/dev/null` where there was none.
    ///   - newName: The new file's name; `/dev/null` where there is none.
    /// - Returns: Nothing where the texts are equal.
    package static func text(
        from old: String, to new: String, oldName: String = "/dev/null", newName: String = "/dev/null"
    ) -> String {
        let (oldLines, newLines) = (lines(old), lines(new))
        let edits = edits(from: oldLines, to: newLines)
        var text = ""
        for hunk in hunks(edits) { text += hunk.text }
        return text.isEmpty ? "" : "--- \(oldName)\n+++ \(newName)\n" + text
    }

    private struct Edit {
        enum Kind: Character {
            case kept = " "
            case removed = "-"
            case added = "+"
        }

        let kind: Kind
        let line: ArraySlice<UInt8>
        /// Lines of each text that come before it.
        let (oldBefore, newBefore): (Int, Int)
    }

    private struct Hunk {
        var edits: ArraySlice<Edit>

        var text: String {
            let first = edits.first!
            let oldCount = edits.count { $0.kind != .added }
            let newCount = edits.count { $0.kind != .removed }
            let heading =
                "@@ -\(range(first.oldBefore, oldCount)) +\(range(first.newBefore, newCount)) @@\n"
            return heading
                + edits.map { edit in
                    let isWhole = edit.line.last == UInt8(ascii: "\n")
                    let line = String(decoding: edit.line, as: UTF8.self)
                    return "\(edit.kind.rawValue)\(line)" + (isWhole ? "" : "\n\\ No newline at end of file\n")
                }.joined()
        }

        /// As POSIX has it: an empty range names the line before it, and a count of one is left out.
        private func range(_ before: Int, _ count: Int) -> String {
            switch count {
            case 0: "\(before),0"
            case 1: "\(before + 1)"
            default: "\(before + 1),\(count)"
            }
        }
    }

    /// The lines with their ends, as bytes: texts that only look alike differ.
    private static func lines(_ text: String) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var rest = Array(text.utf8)[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(rest[...end])
            rest = rest[(end + 1)...]
        }
        return rest.isEmpty ? lines : lines + [rest]
    }

    private static func edits(from old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>]) -> [Edit] {
        let shared = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(shared).reversed(), new.dropFirst(shared).reversed()).prefix { $0 == $1 }.count
        let oldMiddle = Array(old[shared..<(old.count - tail)])
        let newMiddle = Array(new[shared..<(new.count - tail)])
        var removed: Set<Int> = []
        var added: Set<Int> = []
        // Myers' algorithm, as the standard library has it, takes up to the product of the lengths.
        if oldMiddle.count * newMiddle.count > mostSteps {
            removed = Set(oldMiddle.indices)
            added = Set(newMiddle.indices)
        } else {
            for change in newMiddle.difference(from: oldMiddle) {
                switch change {
                case .remove(let offset, _, _): removed.insert(offset)
                case .insert(let offset, _, _): added.insert(offset)
                }
            }
        }

        var edits: [Edit] = []
        var (oldIndex, newIndex) = (0, 0)
        while oldIndex < old.count || newIndex < new.count {
            let kind: Edit.Kind =
                if removed.contains(oldIndex - shared) {
                    .removed
                } else if added.contains(newIndex - shared) {
                    .added
                } else {
                    .kept
                }
            let line = kind == .added ? new[newIndex] : old[oldIndex]
            edits.append(Edit(kind: kind, line: line, oldBefore: oldIndex, newBefore: newIndex))
            if kind != .added { oldIndex += 1 }
            if kind != .removed { newIndex += 1 }
        }
        return edits
    }

    /// The changes with the lines around them; those that are near are shown together.
    private static func hunks(_ edits: [Edit]) -> [Hunk] {
        var hunks: [Hunk] = []
        for index in edits.indices where edits[index].kind != .kept {
            let from = max(0, index - context)
            let end = min(edits.count, index + context + 1)
            if let last = hunks.last, last.edits.endIndex >= from {
                hunks[hunks.count - 1].edits = edits[last.edits.startIndex..<end]
            } else {
                hunks.append(Hunk(edits: edits[from..<end]))
            }
        }
        return hunks
    }
}
