/// Finds what was probably meant.
package enum NearestName {
    /// The candidate that takes the fewest edits to reach, if they are few for a name of its length. Of equally near ones the
    /// first wins.
    ///
    /// Edits are insertion, deletion, replacement and transposition of neighbours (Damerau–Levenshtein, with each stretch
    /// edited at most once). A name that differs only in case or separators counts as one edit away.
    package static func find(_ name: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Array(name.utf8.prefix(longest + 1))
        guard wanted.count <= longest else { return nil }
        let wantedLetters = letters(wanted)
        var best: (name: String, distance: Int)?
        for candidate in candidates where candidate != name {
            let bytes = Array(candidate.utf8.prefix(longest + 1))
            let limit = min(best.map { $0.distance - 1 } ?? .max, max(wanted.count, bytes.count) / 3)
            guard limit >= 1, bytes.count <= longest else { continue }
            if letters(bytes) == wantedLetters, !wantedLetters.isEmpty {
                best = (candidate, 1)
            } else if abs(bytes.count - wanted.count) <= limit, let distance = distance(wanted, bytes, limit: limit) {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// Longer names get no suggestion: comparing takes the product of the lengths.
    private static let longest = 128

    private static func letters(_ bytes: [UInt8]) -> [UInt8] {
        bytes.filter { $0.isLetter || $0.isDigit }.map { $0.isUppercaseLetter ? $0 + 32 : $0 }
    }

    /// The number of edits, or `nil` where it is over the limit.
    private static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 1...max(left.count, 1) where row <= left.count {
            var current = [row]
            for column in 1...max(right.count, 1) where column <= right.count {
                let isSame = left[row - 1] == right[column - 1]
                var edits = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    edits = min(edits, beforeLast[column - 2] + 1)
                }
                current.append(edits)
            }
            if current.min()! > limit { return nil }
            beforeLast = last
            last = current
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }
}
