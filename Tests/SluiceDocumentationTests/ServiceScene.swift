import Foundation
import Sluice
import SluiceControl
import SluiceTestSupport

/// The service that an article's commands are tried beside.
struct ServiceScene {
    /// What the commands get: where the store is, and a run that waits.
    let environment: [String: String]
    private let server: ControlServer
    private let store: MemoryStore

    init(in folder: URL) async throws {
        let store = MemoryStore(time: LateTime())
        var declarations = Declarations()
        declarations.addQueue("mail", concurrencyKey: .required, perKey: 1, total: 3)
        declarations.addTask("send-email", queue: "mail")
        _ = try await store.register(declarations, organizationLimit: 10)
        var runs: [RunID] = []
        var identifiers = RunIDGenerator()
        for (tenant, address) in [(1, "x"), (2, "y"), (1, "a"), (1, "b")] {
            let payload = #"{"tenant":"tenant-\#(tenant)","to":"\#(address)@example.com"}"#
            let request = RunRequest(
                id: identifiers.next(at: .now), task: "send-email", key: "tenant-\(tenant)",
                payload: Array(payload.utf8))
            runs.append(try await store.enqueue([request])[0].id)
        }
        let worker = try await store.openWorker(tasks: nil) { _ in }.worker
        _ = try await store.claim(worker, limit: 9)
        let path = folder.appending(component: "jobs.sqlite").plainPath
        self.store = store
        server = try ControlServer(path: path + "-control", for: store)
        environment = ["SLUICE_STORE": path, "RUN": "\(runs[3])"]
    }

    /// A text without what is another one each time: identifiers, times, spans, and the widths that come of them.
    static func lasting(_ text: String) -> String {
        text.replacing(#/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/#, with: "ID")
            .replacing(#/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/#, with: "TIME")
            .replacing(#/\b\d+(\.\d+)? (s|min|h|d)\b/#, with: "SPAN")
            .replacing(#/ +/#, with: " ")
    }
}

/// A clock that is some minutes slow, so that what happens has happened a while ago.
private struct LateTime: TimeSource {
    var now: Timestamp { .now - .seconds(200) }

    func sleep(until deadline: Timestamp) async throws { try await SystemTime().sleep(until: deadline + .seconds(200)) }
}
