import Foundation
import SluiceTestSupport
import Testing

@Suite("a machine without a library that is needed")
struct MissingLibraryTests {
    @Test(
        "is told in one line how to get it", arguments: [("CSluiceLibYAML", "libyaml-dev"), ("CSluicePQ", "libpq-dev")])
    func saysHowToGetIt(_ target: String, _ package: String) throws {
        let header = Repository.root.appending(components: "Sources", target, "shim.h")
        let check = try Command.run(["clang", "-fsyntax-only", "-nostdinc", "-x", "c", header.plainPath])
        #expect(check.status != 0)
        let errors = check.lines(with: "error:")
        #expect(errors.count == 1)
        #expect(errors.first?.contains("apt-get install \(package)") == true, "\(check.output)")
    }
}
