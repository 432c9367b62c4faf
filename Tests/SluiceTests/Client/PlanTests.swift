import SluiceStoreConformance
import Testing

@testable import Sluice

@Suite("The organization's limit in force")
struct PlanTests {
    private static let plans = OrganizationLimit.byPlan(["free": 1, "pro": 10], defaultPlan: "free")

    @Test(
        arguments: [
            (nil, nil, 1), ("pro", nil, 10), (nil, "pro", 10), ("free", "pro", 1), (nil, "", 1),
        ] as [(String?, String?, Int)])
    func isThatOfTheArgumentTheEnvironmentOrTheDefault(plan: String?, environment: String?, limit: Int) throws {
        #expect(try Self.plans.resolve(plan: plan, environmentPlan: environment) == limit)
    }

    @Test func aPlanThatIsNotDeclaredIsRefusedWithThoseThatAre() {
        for (plan, environment) in [("gold", nil), (nil, "gold"), ("", nil)] as [(String?, String?)] {
            let error = #expect(throws: SluiceError.self) {
                try Self.plans.resolve(plan: plan, environmentPlan: environment)
            }
            #expect(error?.code == .unknownPlan)
            #expect(error?.message.hasSuffix("the plans are 'free', 'pro'") == true)
            #expect(error?.message.contains("SLUICE_PLAN") == (environment != nil))
        }
    }

    @Test func aPlanIsRefusedWhereNoneIsDeclared() throws {
        for limit in [OrganizationLimit.unlimited, .fixed(3)] {
            let error = #expect(throws: SluiceError.self) { try limit.resolve(plan: "pro", environmentPlan: nil) }
            #expect(error?.code == .unknownPlan)
        }
        // The variable may be set for other services of the machine.
        #expect(try OrganizationLimit.fixed(3).resolve(plan: nil, environmentPlan: "pro") == 3)
        #expect(try OrganizationLimit.unlimited.resolve(plan: nil, environmentPlan: "pro") == nil)
    }

    @Test func theClientRegistersIt() async throws {
        var declarations = Declarations()
        declarations.addPlan("free", concurrencyLimit: 1)
        declarations.addPlan("pro", concurrencyLimit: 10)
        declarations.addPlan("team", concurrencyLimit: 50)
        declarations.setDefaultPlan("pro")
        let store = MemoryStore()
        _ = try await Client(store: store, declarations: declarations)
        #expect(try await store.snapshot().limit == 10)
        _ = try await Client(store: store, declarations: declarations, plan: "team")
        #expect(try await store.snapshot().limit == 50)
        let error = await #expect(throws: SluiceError.self) {
            try await Client(store: store, declarations: declarations, plan: "gold")
        }
        #expect(error?.code == .unknownPlan)
        #expect(try await store.snapshot().limit == 50)
    }

    @Test func theFirstPlanIsTheDefaultUntilAnotherIsSet() throws {
        var declarations = Declarations()
        declarations.setDefaultPlan("nothing yet")
        declarations.addPlan("a", concurrencyLimit: 1)
        declarations.addPlan("b", concurrencyLimit: 2)
        #expect(try declarations.organization.resolve(plan: nil, environmentPlan: nil) == 1)
        declarations.setDefaultPlan("b")
        #expect(try declarations.organization.resolve(plan: nil, environmentPlan: nil) == 2)
    }

    @Test func theEnvironmentIsRead() {
        #expect(Environment.value(of: "PATH")?.isEmpty == false)
        #expect(Environment.value(of: "SLUICE_THERE_IS_NO_SUCH_VARIABLE") == nil)
    }
}
