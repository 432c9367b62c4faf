import Changing
import Sluice

func exerciseChanging() async throws {
    let client = try await Client(store: MemoryStore(), declarations: Tasks.declarations)
    try await withWorker(client, ChangingHandlers()) { _ = try await Tasks(client).first.trigger().result() }
}
