import Foundation
import SluiceTestSupport
import Testing

extension ConsumerTests {
    /// Code against the consumer package's modules, each error beside the line that must have it.
    @Test("behaviour 36: what was not declared does not compile, and the compiler says why")
    func refusesWhatWasNotDeclared() throws {
        let configuration = BuildConfiguration.all[0]
        try #require(package.build(configuration).status == 0)
        let files = Repository.fixtures.appending(component: "MustNotCompile").filesBelow()
        let check = try typecheck(files, against: configuration)
        let expected = try files.flatMap(ExpectedError.all)
        #expect(expected.count >= files.count)

        var unexpected = check.lines(with: ": error: ")
        for error in expected {
            let match = unexpected.firstIndex { $0.hasPrefix(error.place) && $0.contains(error.message) }
            if let match {
                unexpected.remove(at: match)
            } else {
                Issue.record("\(error.place) does not fail with '\(error.message)'")
            }
        }
        #expect(unexpected.filter { $0.hasPrefix("/") } == [])
        #expect(check.status != 0)
    }

    @Test("code for a service that only triggers compiles without a warning")
    func compilesClientMode() throws {
        let configuration = BuildConfiguration.all[0]
        try #require(package.build(configuration).status == 0)
        let golden = Repository.fixtures.appending(components: "Golden", "Client").filesBelow()
        let receipt = package.file("Sources/Everything/Receipt.swift")
        // The declarations bring in a type of the target's own, so the module has the target's name.
        let check = try typecheck(
            golden + [receipt], against: configuration, ["-module-name", "Everything", "-warnings-as-errors"])
        #expect(check.status == 0, "\(check.output)")
        #expect(check.output.isEmpty, "\(check.output)")
    }

    private func typecheck(
        _ files: [URL], against configuration: BuildConfiguration, _ options: [String] = []
    ) throws -> Command {
        let modules = package.products(configuration).appending(components: "debug", "Modules")
        let features = ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"]
        return try Command.run(
            ["swiftc", "-typecheck", "-whole-module-optimization", "-swift-version", "6", "-I", modules.plainPath]
                + features.flatMap { ["-enable-upcoming-feature", $0] } + options + files.map(\.plainPath))
    }
}

/// `// expected-error: <text>`, about the line below.
private struct ExpectedError {
    /// File and line, as the compiler begins its message.
    let place: String
    let message: String

    static func all(in file: URL) throws -> [ExpectedError] {
        let lines = try file.text().split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().compactMap { index, line in
            guard let range = line.firstRange(of: "// expected-error: ") else { return nil }
            return ExpectedError(
                place: "\(file.plainPath):\(index + 2):", message: String(line[range.upperBound...]))
        }
    }
}
