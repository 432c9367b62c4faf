/// The most that ever executed at once, beside each limit.
struct Report {
    private struct Row {
        var name: String
        var limit: Int
        var most: Int
        /// Whether there was enough work to reach the limit.
        var shouldFill: Bool

        var verdict: String {
            if most > limit { return "PASSED THE LIMIT" }
            if shouldFill && most < limit { return "NEVER FILLED" }
            return most == limit ? "filled, never passed" : "never passed"
        }

        var holds: Bool { most <= limit && (most == limit || !shouldFill) }
    }

    private var rows: [Row] = []
    private var failures: [String] = []

    mutating func add(_ name: String, limit: Int, most: Int, shouldFill: Bool = true) {
        rows.append(Row(name: name, limit: limit, most: most, shouldFill: shouldFill))
    }

    mutating func check(_ holds: Bool, _ failure: String) {
        if !holds { failures.append(failure) }
    }

    var holds: Bool { failures.isEmpty && rows.allSatisfy(\.holds) }

    func show() {
        let width = (rows.map(\.name.count).max() ?? 0) + 2
        print("\n" + pad("limit of", width) + pad("limit", 8) + pad("most at once", 14) + "verdict")
        for row in rows {
            print(pad(row.name, width) + pad("\(row.limit)", 8) + pad("\(row.most)", 14) + row.verdict)
        }
        for failure in failures { print("FAILED: \(failure)") }
        print(holds ? "\nEvery limit held." : "\nA limit did not hold.")
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
