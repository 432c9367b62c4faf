import FleetTasks
import Sluice

/// What the tasks of `tasks.yaml` do. Each asks somebody else for something, which takes a while, and computes a
/// little.
struct FleetHandlers: Tasks.Handlers {
    let recorder: Recorder

    func chargeCard(_ payload: Tasks.ChargeCard.Payload, run: RunContext<Tasks.ChargeCard>) async throws -> String {
        try await recorder.record(run) {
            try await Task.sleep(for: .milliseconds(15))
            return "receipt \(payload.order)"
        }
    }

    func scaleImage(_ payload: Tasks.ScaleImage.Payload, run: RunContext<Tasks.ScaleImage>) async throws -> UInt32 {
        try await recorder.record(run) {
            try await Task.sleep(for: .milliseconds(120))
            return Work.checksum(of: payload.image)
        }
    }

    func writeReport(_ payload: Tasks.WriteReport.Payload, run: RunContext<Tasks.WriteReport>) async throws -> UInt32 {
        try await recorder.record(run) {
            try await Task.sleep(for: .milliseconds(120))
            return Work.checksum(of: payload.month)
        }
    }

    func sendNewsletter(
        _ payload: Tasks.SendNewsletter.Payload, run: RunContext<Tasks.SendNewsletter>
    ) async throws {
        try await recorder.record(run) { try await Task.sleep(for: .milliseconds(120)) }
    }
}
