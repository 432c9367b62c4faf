import Foundation
import SluiceTestSupport
import Testing

@Suite("several processes over one database", .serialized)
struct FleetTests {
    private let script = Repository.fixtures.appending(components: "Fleet", "run").plainPath

    @Test("fill every limit and pass none, while one of them is killed, and leave no server behind")
    func holdsItsLimits() throws {
        // Whatever the tests' own environment names is not to be touched.
        let run = try Command.run(["env", "--unset=DATABASE_URL", script])
        try #require(run.status == 0, "\(run.output)")
        #expect(run.output.hasSuffix("Every limit held.\n"))
        #expect(run.lines(with: "filled, never passed").count == 6, "\(run.output)")
        let killed = "one was killed while it executed runs that others executed again"
        #expect(run.lines(with: killed).count == 1, "\(run.output)")
    }
}
