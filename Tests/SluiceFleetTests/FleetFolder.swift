#if Postgres
    import Foundation
    import SluiceTestSupport

    /// Where the journals of a fleet are. They stay where something was wrong, or where they were asked for.
    struct FleetFolder {
        let url: URL
        let isAskedFor: Bool

        /// - Parameter path: Where they were asked for.
        init(path: String?, seed: UInt64) throws {
            isAskedFor = path != nil
            url =
                path.map { URL(filePath: $0, directoryHint: .isDirectory) }
                ?? FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
                .appending(component: "sluice fleet \(seed) \(UUID().uuidString.prefix(8))")
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            let names = try FileManager.default.contentsOfDirectory(atPath: url.plainPath)
            guard !names.contains(where: { $0 == "faults" || $0.hasSuffix(".journal") }) else {
                throw FleetFailure(
                    description: "'\(url.plainPath)' has the journals of another run; name an empty or a new folder")
            }
        }

        /// Takes the folder away, unless somebody wants it.
        func close(hasFailed: Bool) {
            if hasFailed { print("the journals are in \(url.plainPath)") }
            if !hasFailed, !isAskedFor { try? FileManager.default.removeItem(at: url) }
        }
    }
#endif
