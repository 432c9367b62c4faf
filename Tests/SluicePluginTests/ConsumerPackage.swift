import Foundation
import SluiceTestSupport

/// A copy of the package in `Fixtures/Consumer`, in a temporary folder with spaces and letters beyond ASCII.
///
/// The folder stays, so that the next run of the tests builds only what changed.
struct ConsumerPackage {
    let folder: URL

    /// Puts the copy into its original state.
    init() throws {
        folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
            components: "Sluice · plugin tests", "Kønsument \(Repository.buildKey)")
        let original = Repository.fixtures.appending(component: "Consumer")
        var wanted: Set<String> = []
        for file in try FileManager.default.subpathsOfDirectory(atPath: original.plainPath)
        where file == "Package.swift" || file.hasPrefix("Sources/") {
            let source = original.appending(path: file)
            guard (try source.resourceValues(forKeys: [.isRegularFileKey])).isRegularFile == true else { continue }
            let text = try source.text().replacing("path: \"../..\"", with: "path: \"\(Repository.root.plainPath)\"")
            try folder.appending(path: file).write(text)
            wanted.insert(file)
        }
        for file in folder.appending(component: "Sources").filesBelow() {
            let name = String(file.plainPath.dropFirst(folder.plainPath.count)).trimmingPrefix("/")
            if !wanted.contains(String(name)) { try FileManager.default.removeItem(at: file) }
        }
        // The versions that the package itself was resolved to are there already.
        let versions = Repository.root.appending(component: "Package.resolved")
        if let text = try? versions.text() { try folder.appending(component: "Package.resolved").write(text) }
    }

    /// A file of the package.
    func file(_ path: String) -> URL { folder.appending(path: path) }

    /// Builds the package, or one of its targets.
    func build(_ configuration: BuildConfiguration, target: String? = nil) throws -> Command {
        let only = target.map { ["--target", $0] } ?? []
        return try Command.run(["swift", "build"] + options(configuration) + only, in: folder)
    }

    /// Runs a program that was built.
    func run(_ program: String, _ configuration: BuildConfiguration) throws -> Command {
        try Command.run(["swift", "run", "--skip-build"] + options(configuration) + [program], in: folder)
    }

    /// Where everything that a build makes lies.
    func products(_ configuration: BuildConfiguration) -> URL {
        folder.appending(component: ".build-\(configuration.system.rawValue)")
    }

    private func options(_ configuration: BuildConfiguration) -> [String] {
        [
            "--build-system", configuration.system.rawValue, "--configuration", configuration.optimization.rawValue,
            "--scratch-path", products(configuration).plainPath,
        ]
    }
}
