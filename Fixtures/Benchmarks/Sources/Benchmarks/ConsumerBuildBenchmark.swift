import Foundation
import SluiceCompiler

/// What the build plugin costs a package in a clean debug build, beside the same package with the generated files
/// checked in.
///
/// The plugin's share is its tool, which is compiled while the runtime is. Of three builds the quickest counts:
/// whatever else the machine does only adds to it.
enum ConsumerBuildBenchmark {
    private static let tasks = 30

    static func measure() async throws -> [Figure] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-consumer-build-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let yaml = SampleDeclarations.yaml(tasks: tasks)
        let generated = compile(files: [SourceFile(path: "tasks.yaml", text: yaml)])
        precondition(!generated.hasErrors)
        let checkedIn = Dictionary(uniqueKeysWithValues: generated.outputs.map { ($0.name, $0.contents) })
        let packages = try [
            Package(in: folder.appending(path: "without"), sources: checkedIn, usesPlugin: false),
            Package(in: folder.appending(path: "with"), sources: ["tasks.yaml": yaml], usesPlugin: true),
        ]
        var wall = [Double.infinity, .infinity]
        var processor = wall
        for _ in 0..<3 {
            for (position, package) in packages.enumerated() {
                let cost = try package.cleanBuild()
                wall[position] = min(wall[position], cost.wallSeconds)
                processor[position] = min(processor[position], cost.userSeconds + cost.systemSeconds)
            }
        }
        return [
            Figure(name: "a clean debug build without the plugin", value: wall[0], unit: "s", bar: .none),
            Figure(name: "… with the plugin, more", value: wall[1] - wall[0], unit: "s", bar: .atMost(15)),
            Figure(
                name: "… with the plugin, more on all cores together", value: processor[1] - processor[0],
                unit: "processor s", bar: .none),
        ]
    }

    private struct Package {
        private static let sluice = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

        let folder: URL

        /// Writes the package and fetches what it depends on.
        init(in folder: URL, sources: [String: String], usesPlugin: Bool) throws {
            self.folder = folder
            let target = folder.appending(path: "Sources/App")
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            let main = "import Sluice\n\n@main struct App { static func main() { print(Tasks.declarations) } }\n"
            for (name, text) in sources.merging(["App.swift": main], uniquingKeysWith: { $1 }) {
                try Data(text.utf8).write(to: target.appending(path: name))
            }
            let plugin = usesPlugin ? #", plugins: [.plugin(name: "SluicePlugin", package: "sluice")]"# : ""
            let manifest = """
                // swift-tools-version: 6.1
                import PackageDescription

                let package = Package(
                    name: "app",
                    platforms: [.macOS(.v15)],
                    dependencies: [.package(name: "sluice", path: "\(Self.sluice.path(percentEncoded: false))")],
                    targets: [
                        .executableTarget(
                            name: "App", dependencies: [.product(name: "Sluice", package: "sluice")]\(plugin))
                    ]
                )
                """
            try Data(manifest.utf8).write(to: folder.appending(path: "Package.swift"))
            let versions = Self.sluice.appending(path: "Fixtures/Benchmarks/Package.resolved")
            try FileManager.default.copyItem(at: versions, to: folder.appending(path: "Package.resolved"))
            _ = try ChildProcess.run(["swift", "package", "resolve"], in: folder)
        }

        /// Builds everything but what was fetched: the plugins, which a build keeps elsewhere, as well.
        func cleanBuild() throws -> ChildProcess.Cost {
            _ = try ChildProcess.run(["swift", "package", "clean"], in: folder)
            let plugins = folder.appending(path: ".build/plugins")
            if FileManager.default.fileExists(atPath: plugins.path(percentEncoded: false)) {
                try FileManager.default.removeItem(at: plugins)
            }
            return try ChildProcess.run(["swift", "build", "--build-system", "native"], in: folder)
        }
    }
}
