import ArgumentParser
import Foundation
import Sluice
import SluiceControl
import SluiceDeclarationCommands

#if SQLite
    import SluiceSQLite
#endif

/// `--store`, and what lies behind it.
struct StoreOption: ParsableArguments {
    @Option(
        name: .customLong("store"),
        help: ArgumentHelp(
            "The file of the service's store. Default: what the environment's SLUICE_STORE names.", valueName: "path"),
        completion: .file())
    var givenPath: String?

    /// What the one who calls has named.
    private var path: String {
        get throws {
            let environment = ProcessInfo.processInfo.environment["SLUICE_STORE"]
            guard let path = givenPath ?? environment, !path.isEmpty else {
                throw Failure.usage("no store is named; pass '--store' and its file, or set SLUICE_STORE")
            }
            return path
        }
    }

    /// Who steers the store: the service that owns it.
    var owner: ControlClient { get throws { ControlClient(path: StorePath.control(of: try path)) } }

    /// Who shows what the store holds: the service that owns it, which knows best; the file, where there is none.
    func viewer() async throws -> any RunViewer {
        let owner = try owner
        do {
            _ = try await owner.ping()
            return owner
        } catch let error as SluiceError where error.code == .noOwner {
            // Then the file tells.
        }
        let path = try path
        guard FileManager.default.fileExists(atPath: path) else {
            throw SluiceError(.noOwner, "there is no store '\(path)'; name the file that the service opens")
        }
        #if SQLite
            return try SQLiteStoreReader(path: path)
        #else
            throw SluiceError(
                .noOwner,
                "no service owns the store '\(path)' now; start it, or build 'sluice' with the trait 'SQLite', to read its file"
            )
        #endif
    }
}

extension AsyncParsableCommand {
    /// Does what a command is for, and says what stands in its way.
    func reporting(_ body: () async throws -> Void) async throws {
        do { try await body() } catch let error as SluiceError { throw Failure.problems("error: \(error)") }
    }
}
