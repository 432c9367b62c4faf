import ArgumentParser
import SluiceTooling

/// `sluice init`.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a first 'tasks.yaml', with comments.",
        discussion: """
            Only where there are no declarations yet. In a package with one target, it is written to that target's folder.

            EXAMPLES:
              sluice init
              sluice init Sources/App
            """)

    @Argument(help: "The target's folder.", completion: .directory)
    var folder = "."

    func run() throws {
        do {
            let path = try Starter.write(to: folder)
            Console.say(
                """
                wrote '\(path)'; to use it, give its target in Package.swift the runtime and the plugin:

                    dependencies: [.product(name: "Sluice", package: "sluice")],
                    plugins: [.plugin(name: "SluicePlugin", package: "sluice")]

                """)
        } catch let error as StarterError {
            throw Failure.problems("error: \(error)")
        } catch {
            throw Failure.fatal("\(error)")
        }
    }
}
