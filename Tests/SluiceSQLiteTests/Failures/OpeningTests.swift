import Foundation
import GRDB
import Sluice
import SluiceSQLite
import SluiceTestSupport
import Testing

@Suite("A file that is no store says so, and is left alone")
struct OpeningTests {
    private let time = SettableTime()
    private let folder: StoreFolder

    init() throws { folder = try StoreFolder() }

    /// Expects that the store can't be opened.
    private func expectRefusal(
        _ code: SluiceError.Code = .storeFailed, _ parts: String..., at folder: StoreFolder,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: SluiceError.self, sourceLocation: sourceLocation) { try folder.open(time: time) }
        #expect(error?.code == code, sourceLocation: sourceLocation)
        for part in parts {
            #expect(error?.message.contains(part) == true, "\(error?.message ?? "")", sourceLocation: sourceLocation)
        }
    }

    private func make() throws { try folder.open(time: time).close() }

    @Test func aTextIsNoStore() throws {
        let text = Data(String(repeating: "not a database. ", count: 1_000).utf8)
        try text.write(to: URL(filePath: folder.path))
        expectRefusal(.storeFailed, folder.path, "is damaged, or is no store", at: folder)
        #expect(try Data(contentsOf: URL(filePath: folder.path)) == text)
    }

    @Test func anotherProgramsDatabaseIsLeftAsItIs() throws {
        let other = try DatabaseQueue(path: folder.path)
        try other.write { try $0.execute(sql: "CREATE TABLE song(title)") }
        try other.close()
        let bytes = try Data(contentsOf: URL(filePath: folder.path))
        expectRefusal(.storeFailed, "another program's database", "use another file", at: folder)
        #expect(try Data(contentsOf: URL(filePath: folder.path)) == bytes)
    }

    @Test func aNewerVersionsStoreIsRefused() throws {
        try make()
        let newer = try DatabaseQueue(path: folder.path)
        try newer.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('2')") }
        try newer.close()
        expectRefusal(.storeFailed, "newer version of Sluice", at: folder)
    }

    /// A process that is killed while it makes the file leaves some of it.
    @Test(arguments: [
        ["PRAGMA application_id = \(0x534C_5543)"],
        [
            "PRAGMA application_id = \(0x534C_5543)",
            "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)",
        ],
    ])
    func aStoreThatIsHalfMadeIsMade(_ statements: [String]) async throws {
        let half = try DatabaseQueue(path: folder.path)
        try await half.writeWithoutTransaction { database in for sql in statements { try database.execute(sql: sql) } }
        try half.close()
        let store = try folder.open(time: time)
        _ = try await store.register(.simulated(), organizationLimit: nil)
        store.close()
    }

    @Test func anEmptyFileBecomesAStore() throws {
        try Data().write(to: URL(filePath: folder.path))
        try make()
    }

    @Test func aFolderThatThereIsNotIsNamed() throws {
        let missing = StoreFolder(at: folder.file("missing"))
        expectRefusal(
            .storeFailed, missing.path, "No such file or directory", "must exist and be writable", at: missing)
    }

    @Test func aFolderIsNoFile() throws {
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: false)
        expectRefusal(.storeFailed, "can't be written", at: folder)
    }

    @Test func whatMayNotBeWrittenIsNamed() async throws {
        try make()
        for (name, mode) in [(folder.path, 0o444), (folder.url.path(percentEncoded: false), 0o555)] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: name)
        }
        let path = folder.url.path(percentEncoded: false)
        await #expect(processExitsWith: .success) { [path = path as String] in
            // Whoever may do everything is somebody else here.
            if geteuid() == 0 { try #require(setuid(65_534) == 0) }
            let error = #expect(throws: SluiceError.self) { try StoreFolder(at: path).open(time: SettableTime()) }
            #expect(error?.code == .storeFailed)
            #expect(error?.message.contains("Permission denied") == true, "\(error?.message ?? "")")
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    // MARK: Owners

    @Test func aSecondOwnerInThisProcessIsRefused() throws {
        let store = try folder.open(time: time)
        expectRefusal(.storeInUse, "in use by this process already", at: folder)
        store.close()
        try make()
    }

    @Test func aLinkIsTheSameStore() throws {
        let store = try folder.open(time: time)
        let other = try StoreFolder()
        try FileManager.default.createSymbolicLink(atPath: other.path, withDestinationPath: folder.path)
        expectRefusal(.storeInUse, at: other)
        store.close()
    }

    /// Where SQLite makes the file that the link leads to.
    @Test func aLinkThatLeadsNowhereYetIsTheSameStoreToo() throws {
        let other = try StoreFolder()
        try FileManager.default.createSymbolicLink(atPath: other.path, withDestinationPath: folder.path)
        let store = try other.open(time: time)
        expectRefusal(.storeInUse, at: folder)
        expectRefusal(.storeInUse, at: other)
        store.close()
    }

    @Test func aSecondProcessIsToldWhoTheOwnerIsAndFollowsIt() throws {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: Repository.program("SluiceCrashWorker"))
        process.arguments = [folder.path, folder.file("journal"), "1", "trigger"]
        process.standardOutput = output
        try process.run()
        #expect(output.fileHandleForReading.availableData == Data("ready\n".utf8))
        expectRefusal(.storeInUse, "process \(process.processIdentifier);", at: folder)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        // The dead owner's lock is a file still, and no obstacle.
        #expect(FileManager.default.fileExists(atPath: folder.file("store.db-owner")))
        try make()
    }
}
