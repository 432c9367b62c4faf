import Foundation
import Sluice
import SluiceTestSupport
import Testing

@testable import SluiceControl

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

@Suite("The socket's file, and what comes through it")
struct SocketTests {
    private let store = MemoryStore()

    /// What a server says to bytes.
    private func answer(to bytes: [UInt8], at path: String) throws -> String {
        let connection = try UnixSocket.connect(to: path)
        try connection.send(bytes)
        return String(
            decoding: try connection.readLine(maximum: 64 * 1024, until: .now + .seconds(30)), as: UTF8.self)
    }

    @Test("is for this user alone")
    func mode() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(component: "control").plainPath
            let server = try ControlServer(path: path, for: store)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.plainPath) == ["control"])
            server.close()
        }
    }

    @Test("replaces what a crash has left behind, but no server that listens")
    func stale() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(component: "control").plainPath
            // Listens and goes without removing its file, as a process that was killed does.
            do { _ = try UnixSocket.listen(at: path) }
            #expect(FileManager.default.fileExists(atPath: path))
            let server = try ControlServer(path: path, for: store)
            #expect(try await ControlClient(path: path).ping() == getpid())
            let error = #expect(throws: SluiceError.self) { try ControlServer(path: path, for: store) }
            #expect(error?.code == .controlFailed)
            #expect(error?.message.contains(path) == true)
            #expect(try await ControlClient(path: path).ping() == getpid())
            server.close()
        }
    }

    @Test("leaves a file alone that has taken its place")
    func replaced() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(component: "control").plainPath
            let server = try ControlServer(path: path, for: store)
            unlink(path)
            let other = try ControlServer(path: path, for: store)
            server.close()
            #expect(try await ControlClient(path: path).ping() == getpid())
            other.close()
        }
    }

    #if os(Linux)
        @Test("may lie deeper than a socket's address can say", arguments: [1, 2, 5, 15])
        func longPath(depth: Int) async throws {
            try await withTemporaryFolder { folder in
                var deep = folder
                for _ in 0..<depth { deep.append(component: String(repeating: "folder", count: 10)) }
                try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
                let path = deep.appending(component: "jobs.sqlite-control").plainPath
                let server = try ControlServer(path: path, for: store)
                #expect(try await ControlClient(path: path).ping() == getpid())
                server.close()
                #expect(!FileManager.default.fileExists(atPath: path))
            }
        }
    #endif

    @Test("says which path can't be")
    func impossiblePath() throws {
        try withTemporaryFolder { folder in
            for name in ["missing/control", String(repeating: "x", count: 200)] {
                let path = folder.appending(path: name).plainPath
                let error = #expect(throws: SluiceError.self) { try ControlServer(path: path, for: store) }
                #expect(error?.code == .controlFailed)
                #expect(error?.message.contains(path) == true)
            }
        }
    }

    @Test(
        "refuses what is no request",
        arguments: ["x\n", "{}\n", "[1,2\n", #"{"explode":{}}"# + "\n", "{\"pause\":{}}\n"])
    func garbage(_ text: String) async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(component: "control").plainPath
            let server = try ControlServer(path: path, for: store)
            #expect(try answer(to: Array(text.utf8), at: path).contains("does not understand"))
            #expect(try await ControlClient(path: path).ping() == getpid())
            server.close()
        }
    }

    @Test("refuses what is too long, and outlives who goes without a word")
    func hostility() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(component: "control").plainPath
            let server = try ControlServer(path: path, for: store)
            for _ in 0..<20 { _ = try UnixSocket.connect(to: path) }
            let connection = try UnixSocket.connect(to: path)
            // The server hangs up in the middle.
            #expect(throws: SystemError.self) {
                for _ in 0..<1_000 { try connection.send([UInt8](repeating: 32, count: 64 * 1024)) }
            }
            #expect(try await ControlClient(path: path).ping() == getpid())
            server.close()
        }
    }

    @Test("waits for an answer no longer than it has patience")
    func silence() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(component: "control").plainPath
            let listener = try UnixSocket.listen(at: path)
            let client = ControlClient(path: path, patience: .milliseconds(10))
            let error = await #expect(throws: SluiceError.self) { try await client.pause(queue: "q") }
            #expect(error?.code == .controlFailed)
            #expect(error?.message.contains("has not answered") == true)
            withExtendedLifetime(listener) {}
        }
    }
}
