import Foundation
import SluiceTestSupport
import Testing

@Suite("the quickstart", .serialized)
struct QuickstartTests {
    private let script = Repository.fixtures.appending(components: "Quickstart", "run").plainPath

    @Test("fills every limit and passes none")
    func holdsItsLimits() throws {
        let run = try Command.run([script])
        try #require(run.status == 0, "\(run.output)")
        #expect(run.output.hasSuffix("Every limit held.\n"))
        #expect(run.lines(with: "filled, never passed").count >= 9, "\(run.output)")
    }

    @Test("starts on the plan that the environment names, and on no other than those declared")
    func obeysThePlan() throws {
        let free = try Command.run(["env", "SLUICE_PLAN=free", script])
        #expect(free.status == 0, "\(free.output)")
        #expect(free.lines(with: "organization, plan 'free'").count == 1, "\(free.output)")
        let unknown = try Command.run(["env", "SLUICE_PLAN=gold", script])
        #expect(unknown.status != 0)
        let message = "error: plan 'gold' is not declared; the plans are 'free', 'pro'\n"
        #expect(unknown.output.hasSuffix(message), "\(unknown.output)")
    }
}
