import Foundation
import SluiceTestSupport
import Testing

/// Holds a text against the file of that path in `Fixtures/Golden`. With `SLUICE_RECORD=1` the file is written anew, and the
/// test fails, so that it can't be left on.
func expect(_ text: String, equalsGolden path: String) throws {
    let file = Repository.fixtures.appending(components: "Golden", path)
    guard ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1" else {
        #expect(text == (try file.text()), "\(path)")
        return
    }
    try file.write(text)
    Issue.record("recorded \(path); look at it, then run without SLUICE_RECORD")
}
