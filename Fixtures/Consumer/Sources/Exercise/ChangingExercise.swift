import Changing
import Sluice

func exerciseChanging() async throws {
    let client = try await Client(store: MemoryStore(), declarations: Tasks.declarations)
    try expect(client.declarations.tasks.map(\.id) == ["first"], "one task")
}
