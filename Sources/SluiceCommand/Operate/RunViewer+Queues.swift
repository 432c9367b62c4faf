import Sluice
import SluiceCompiler

extension RunViewer {
    /// - Throws: ``SluiceError`` with `unknownQueue` for a queue that there is not, with the nearest that there is.
    func checkQueue(_ name: String) async throws {
        let names = try await snapshot().queues.map(\.name)
        guard !names.contains(name) else { return }
        let nearest = NearestName.find(name, among: names).map { "did you mean '\($0)'?" }
        throw SluiceError(
            .unknownQueue, "the store has no queue '\(name)'; \(nearest ?? "'sluice queues' lists those that it has")")
    }
}
