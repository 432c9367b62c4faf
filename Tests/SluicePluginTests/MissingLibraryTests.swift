import Foundation
import SluiceTestSupport
import Testing

@Suite("a machine without libyaml")
struct MissingLibraryTests {
    @Test("is told in one line how to get it")
    func saysHowToGetIt() throws {
        let header = Repository.root.appending(components: "Sources", "CSluiceLibYAML", "shim.h")
        let check = try Command.run(["clang", "-fsyntax-only", "-nostdinc", "-x", "c", header.plainPath])
        #expect(check.status != 0)
        let errors = check.lines(with: "error:")
        #expect(errors.count == 1)
        #expect(errors.first?.contains("apt-get install libyaml-dev") == true, "\(check.output)")
    }
}
