import Foundation
import SluiceTestSupport
import Testing

/// Holds a text against the file of that path in `Fixtures/Golden`, as ``expect(_:equals:)`` does.
func expect(_ text: String, equalsGolden path: String) throws {
    try expect(text, equals: Repository.fixtures.appending(components: "Golden", path))
}

/// Holds a text against a file. With `SLUICE_RECORD=1` the file is written anew, and the test fails, so that it can't be left on.
func expect(_ text: String, equals file: URL) throws {
    guard ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1" else {
        #expect(text == (try file.text()), "\(file.lastPathComponent)")
        return
    }
    try file.write(text)
    Issue.record("recorded \(file.lastPathComponent); look at it, then run without SLUICE_RECORD")
}
