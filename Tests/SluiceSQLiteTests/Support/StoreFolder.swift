import Foundation
import Sluice
import SluiceSQLite

/// A folder with a store's files, for as long as somebody holds it.
final class StoreFolder: Sendable {
    let url: URL
    private let isOwn: Bool

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "sluice-\(UUID())")
        isOwn = true
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// A folder that somebody else takes away.
    init(at path: String) {
        url = URL(filePath: path, directoryHint: .isDirectory)
        isOwn = false
    }

    deinit { if isOwn { try? FileManager.default.removeItem(at: url) } }

    var path: String { file("store.db") }

    func file(_ name: String) -> String { url.appending(component: name).path(percentEncoded: false) }

    /// Opens the store. A crash of the process, which is all that happens here, costs nothing in either durability.
    func open(
        retention: Retention = .durable, time: any TimeSource, sabotage: Sabotage = Sabotage()
    ) throws(SluiceError) -> SQLiteStore {
        try SQLiteStore(
            path: path, durability: .normal, retention: retention, time: time, failpoint: { try sabotage.reach($0) })
    }

    /// The files as a kill of the process would leave them now. Nothing must be written meanwhile.
    func afterKill() throws -> StoreFolder {
        let copy = try StoreFolder()
        for name in ["store.db", "store.db-wal"] where FileManager.default.fileExists(atPath: file(name)) {
            try FileManager.default.copyItem(atPath: file(name), toPath: copy.file(name))
        }
        return copy
    }
}
