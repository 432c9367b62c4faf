import Sluice
import Testing

@Suite("Declarations of several targets are merged")
struct MergingTests {
    private func declarations(_ name: String, limit: Int = 1, organization: Int? = nil) -> Declarations {
        var declarations = Declarations()
        if let organization { declarations.setOrganization(concurrencyLimit: organization) }
        declarations.addQueue("shared", concurrencyLimit: 5)
        declarations.addQueue(name, concurrencyLimit: limit)
        declarations.addTask(name, queue: name, overrides: ["shared"])
        return declarations
    }

    @Test func whatSeveralDeclareAlikeIsThereOnce() throws {
        let merged = try Declarations.merged([
            declarations("a"), declarations("b", organization: 9), declarations("a", organization: 9),
        ])
        #expect(merged.queues.map(\.name) == ["shared", "a", "b"])
        #expect(merged.tasks.map(\.id) == ["a", "b"])
        #expect(merged.organization == .fixed(9))
        #expect(try Declarations.merged([]) == Declarations())
        #expect(try Declarations.merged([declarations("a")]) == declarations("a"))
    }

    @Test func contradictionsAreRefusedByName() throws {
        var other = Declarations()
        other.addQueue("shared", concurrencyLimit: 5)
        other.addQueue("a", concurrencyLimit: 1)
        other.addTask("a", queue: "a", overrides: ["shared"], priority: .seconds(1))
        let contradictions: [(String, [Declarations])] = [
            ("queue 'a'", [declarations("a"), declarations("a", limit: 2)]), ("task 'a'", [declarations("a"), other]),
            ("organization", [declarations("a", organization: 1), declarations("b", organization: 2)]),
        ]
        for (name, parts) in contradictions {
            let error = #expect(throws: SluiceError.self) { try Declarations.merged(parts) }
            #expect(error?.code == .conflictingDeclarations)
            #expect(error?.message.contains(name) == true)
        }
    }

    @Test func aClientServesSeveralTargets() async throws {
        let client = try await Client(store: MemoryStore(), declarations: declarations("a"), declarations("b"))
        #expect(try await client.store.snapshot().queues.map(\.name) == ["a", "b", "shared"])
        #expect(client.report == RegistrationReport())
    }
}
