extension SourceLine {
    /// Where a cron expression ends that begins at an index, such as `*/5 9,17 * * *`, if one does.
    func endOfCron(from start: Int) -> Int? {
        var (index, fields) = (start, 0)
        while true {
            let fieldStart = index
            while index < contentEnd, Self.isOfCron(scalars[index]) { index += 1 }
            fields += 1
            if index > fieldStart, fields == 5 { break }
            let gap = index
            while index < contentEnd, scalars[index] == " " { index += 1 }
            guard gap > fieldStart, index > gap else { return nil }
        }
        // In a mapping on one line, the last comma is the mapping's.
        return scalars[index - 1] == "," ? index - 1 : index
    }

    private static func isOfCron(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || ("A"..."Z").contains(scalar) || "*/,-".unicodeScalars.contains(scalar)
    }
}
