import Foundation
import SharedTasks
public import Sluice

/// Runs the tasks of whatever triggers them on the same store.
public struct Warehouse: Sendable {
    private let worker: Worker

    /// A warehouse that works on that store.
    ///
    /// - Parameter floor: Sees who works at once.
    public init(store: any RunStore, floor: Floor) async throws {
        let client = try await Client(store: store, declarations: Tasks.declarations)
        worker = try Worker(client: client, handlers: Staff(floor: floor))
    }

    /// Works until its task is cancelled.
    public func run() async throws { try await worker.run() }
}

private struct Staff: Tasks.Handlers {
    let floor: Floor

    func shipOrder(
        _ payload: Tasks.ShipOrder.Payload, run: RunContext<Tasks.ShipOrder>
    ) async throws -> Tasks.Parcel {
        await floor.work(queue: run.queue, key: run.key)
        let label = try await run.printLabel.triggerAndWait(.init(order: payload.order, urgency: payload.urgency))
        return Tasks.Parcel(
            number: payload.order, urgency: payload.urgency, items: payload.items,
            weights: Dictionary(
                payload.items.map { ($0.article.uuidString, $0.totalGrams) }, uniquingKeysWith: { $0 + $1 }),
            packedAt: payload.placedAt.addingTimeInterval(90),
            tracking: URL(string: "https://carrier.example/\(payload.order)")!, label: label)
    }

    func printLabel(_ payload: Tasks.PrintLabel.Payload, run: RunContext<Tasks.PrintLabel>) async throws -> Data {
        Data("\(payload.order) \(payload.urgency.rawValue)".utf8)
    }

    func takeStock(run: RunContext<Tasks.TakeStock>) async throws -> [String: Int] { ["shelf": 12, "cellar": 0] }
}
