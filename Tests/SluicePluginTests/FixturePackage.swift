import Foundation
import SluiceTestSupport

/// One package of a copy, and what people do with it.
struct FixturePackage {
    let folder: URL

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

    /// Runs a command of SwiftPM's that a plugin adds, with the permission to write where it is asked to.
    ///
    /// What it builds lies apart from what builds of the package make. Where SwiftPM itself crashes, which it does now and then while
    /// it reads what a plugin says, it is asked again; whatever a plugin runs ends it with an error at most.
    func command(_ arguments: [String], isAllowedToWrite: Bool = false) throws -> Command {
        let command =
            ["swift", "package", "--scratch-path", folder.appending(component: ".build-commands").plainPath]
            + (isAllowedToWrite ? ["--allow-writing-to-package-directory"] : []) + arguments
        let run = try Command.run(command, in: folder, keepingErrorsApart: true)
        return run.wasKilled ? try Command.run(command, in: folder, keepingErrorsApart: true) : run
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
