import Foundation
import SluiceTestSupport
import Testing

@Suite("the documentation catalog")
struct DocumentationBuildTests {
    @Test("builds without a warning")
    func builds() throws {
        try withTemporaryFolder { folder in
            let graphs = folder.appending(component: "graphs")
            try FileManager.default.createDirectory(at: graphs, withIntermediateDirectories: true)
            let target = try Command.run(["swiftc", "-print-target-info"]).output
            let triple = try #require(target.firstMatch(of: /"unversionedTriple": "([^"]+)"/)).1
            let extraction = try Command.run([
                "swift", "symbolgraph-extract", "-module-name", "Sluice", "-I", Repository.program("Modules"),
                "-target",
                String(triple), "-minimum-access-level", "public", "-skip-synthesized-members", "-output-dir",
                graphs.plainPath,
            ])
            try #require(extraction.status == 0, "\(extraction.output)")
            let conversion = try Command.run([
                "docc", "convert", Article.folder.plainPath, "--additional-symbol-graph-dir", graphs.plainPath,
                "--fallback-display-name", "Sluice", "--fallback-bundle-identifier", "sluice", "--output-path",
                folder.appending(component: "out").plainPath, "--warnings-as-errors",
            ])
            #expect(conversion.status == 0, "\(conversion.output)")
            #expect(conversion.output.split(separator: "\n") == [])
        }
    }
}
