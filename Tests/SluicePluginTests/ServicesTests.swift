import Foundation
import SluiceTestSupport
import Testing

/// One package declares tasks, one only triggers them, one runs them.
@Suite("services that share declarations", .serialized)
struct ServicesTests {
    private let configuration = BuildConfiguration.all[0]
    private let packages: URL
    private let frontend: FixturePackage
    private let generate = ["generate-task-client", "--from", "../SharedTasks"]
    private let generated = "Sources/Frontend/Generated"

    init() throws {
        packages = try FixtureCopy(of: "Services").folder
        frontend = FixturePackage(folder: packages.appending(component: "Frontend"))
    }

    @Test("work together over one store: what one triggers the other runs, within the limits that both declare")
    func workTogether() throws {
        let together = FixturePackage(folder: packages.appending(component: "Together"))
        let build = try together.build(configuration)
        try #require(build.status == 0, "\(build.output)")
        #expect(warnings(build) == [])
        let run = try together.run("Together", configuration)
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.hasSuffix("shipped\n"), "\(run.output)")
    }

    @Test("a service that only triggers holds no handlers, builds no compiler, and links no libyaml")
    func clientIsAlone() throws {
        let sources = try frontend.file("Sources/Frontend").filesBelow().map { try $0.text() }.joined()
        #expect(sources.contains("Sluice.TaskTrigger<Tasks.ShipOrder>"))
        for part in ["Handlers", "HandlerRegistry", "RunContext", "WaitTrigger", "Worker"] {
            #expect(!sources.contains(part), "\(part)")
        }

        let build = try frontend.build(configuration)
        try #require(build.status == 0, "\(build.output)")
        #expect(warnings(build) == [])
        let modules = frontend.products(configuration).appending(components: "debug", "Modules").filesBelow()
            .map(\.lastPathComponent)
        #expect(modules.contains("Sluice.swiftmodule"))
        for module in ["SluiceYAML", "SluiceCompiler", "SluiceFiles", "SluiceTooling", "ArgumentParser"] {
            #expect(!modules.contains("\(module).swiftmodule"))
        }

        let program = frontend.products(configuration).appending(components: "debug", "PlaceOrder").plainPath
        #if os(macOS)
            let libraries = try Command.run(["otool", "-L", program])
        #else
            let libraries = try Command.run(["ldd", program])
        #endif
        #expect(libraries.output.contains("Foundation"))
        #expect(!libraries.output.contains("yaml"), "\(libraries.output)")
        let symbols = try Command.run(["nm", program])
        #expect(symbols.lines(with: "$s8Frontend5TasksV").count > 10)
        #expect(symbols.lines(with: "yaml_") == [])
        #expect(symbols.lines(with: "$s8Frontend5TasksV8Handlers") == [])
        #expect(try frontend.run("PlaceOrder", configuration).output == "order 1: queued\n")
    }

    @Test("a committed client is held against the declarations, and written anew")
    func staysFresh() throws {
        let fresh = try frontend.command(generate + ["--check"], isAllowedToWrite: true)
        #expect(fresh.status == 0, "\(fresh.errors)")
        #expect(fresh.output == "\(generated): is the client of '../SharedTasks'\n")

        let declarations = packages.appending(path: "SharedTasks/Sources/SharedTasks/tasks.yaml")
        try declarations.write(try declarations.text() + "  close-shop: {}\n")
        let client = frontend.file("\(generated)/tasks.sluice.swift")
        let before = try client.text()
        let stale = try frontend.command(generate + ["--check"], isAllowedToWrite: true)
        #expect(stale.status == 1)
        #expect(stale.output.contains("\(generated)/tasks.sluice.swift: changed\n"), "\(stale.output)")
        #expect(stale.lines(with: "+    public enum CloseShop: Sluice.TaskDefinition {").count == 1)
        #expect(stale.errors.contains("error: '\(generated)' is not the client of '../SharedTasks'"), "\(stale.errors)")
        #expect(try client.text() == before)

        let written = try frontend.command(generate, isAllowedToWrite: true)
        #expect(written.status == 0, "\(written.errors)")
        #expect(written.output == "\(generated): now the client of '../SharedTasks'\n")
        #expect(try client.text().contains("public enum CloseShop"))

        let wrong = try declarations.text() + "  open-shop: { queue: doors }\n"
        try declarations.write(wrong)
        let line = wrong.split(separator: "\n", omittingEmptySubsequences: false).count - 1
        let refused = try frontend.command(generate, isAllowedToWrite: true)
        #expect(refused.status == 1)
        let place = "../SharedTasks/Sources/SharedTasks/tasks.yaml:\(line):23: error: queue 'doors' is not declared"
        #expect(refused.output.hasPrefix(place), "\(refused.output)")
        #expect(refused.errors.hasSuffix("error: '\(generated)' was left as it is\n"), "\(refused.errors)")
        #expect(try !client.text().contains("OpenShop"))
    }

    /// Without what SwiftPM has to say of a manifest that is not ours.
    private func warnings(_ build: Command) -> [String] {
        build.lines(with: "warning:").filter { !$0.contains("'swift-distributed-tracing': found ") }
    }
}
