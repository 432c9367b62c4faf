import Foundation

/// A folder of documents to work on, a total that only one run at a time may change, and the file in which runs are kept.
struct Workspace: Sendable {
    static let documentSize = 128 * 1024

    let folder: URL
    let documents: [String]
    private let checksums: [String: UInt32]

    init(documents count: Int) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "sluice-quickstart-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        documents = (1...count).map { "document-\($0).txt" }
        var checksums: [String: UInt32] = [:]
        for name in documents {
            let bytes = (0..<Self.documentSize).map { _ in UInt8.random(in: 32...126) }
            try Data(bytes).write(to: folder.appending(path: name))
            var checksum = CRC32()
            checksum.update(bytes[...])
            checksums[name] = checksum.value
        }
        self.checksums = checksums
        try Data("0".utf8).write(to: total)
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Reads a document and computes its checksum, giving way to other runs now and then.
    func checksum(of name: String) async throws -> UInt32 {
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
        var checksum = CRC32()
        for start in stride(from: 0, to: bytes.count, by: 8 * 1024) {
            checksum.update(bytes[start..<min(start + 8 * 1024, bytes.count)])
            await Task.yield()
        }
        return checksum.value
    }

    func expectedChecksum(of name: String) -> UInt32? { checksums[name] }

    /// Adds a document's size to the total: reads, works, writes. Whoever comes between loses an addition.
    func addToTotal(_ name: String) async throws {
        let before = try readTotal()
        _ = try await checksum(of: name)
        try Data(String(before + Self.documentSize).utf8).write(to: total)
    }

    func readTotal() throws -> Int {
        Int(String(decoding: try Data(contentsOf: total), as: UTF8.self)) ?? -1
    }

    var store: String { folder.appending(path: "runs.db").path(percentEncoded: false) }

    private var total: URL { folder.appending(path: "total.txt") }
}

/// The checksum of zlib and PNG, a bit at a time: slow on purpose, this is the work.
struct CRC32 {
    private var state: UInt32 = .max

    mutating func update(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes {
            state ^= UInt32(byte)
            for _ in 0..<8 { state = state & 1 == 1 ? state >> 1 ^ 0xEDB8_8320 : state >> 1 }
        }
    }

    var value: UInt32 { ~state }
}
