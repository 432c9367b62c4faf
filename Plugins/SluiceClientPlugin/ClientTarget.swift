import Foundation
import PackagePlugin

/// The target that the triggers are written into.
struct ClientTarget {
    let name: String
    /// The folder of generated files, apart from what people write.
    let output: URL
    /// Whether generated code finds the runtime that it imports.
    let canImportSluice: Bool

    private init(_ target: any SourceModuleTarget) {
        name = target.name
        output = target.directoryURL.appending(component: "Generated")
        canImportSluice = target.recursiveTargetDependencies.contains { $0.name == "Sluice" }
    }

    /// - Parameter name: Its name; `nil` takes the one that has a client already, else the only one that it can be.
    /// - Throws: ``CommandFailure`` where there is none, or none but by guessing.
    static func find(_ name: String?, in package: Package) throws -> Self {
        let targets = package.sourceModules.filter { [.generic, .executable].contains($0.kind) }
        if let name {
            guard let target = targets.first(where: { $0.name == name }) else {
                throw CommandFailure("this package has no target '\(name)' to write into; it has \(list(targets))")
            }
            guard !target.holdsDeclarations else { throw declaringItself(target) }
            return Self(target)
        }
        let free = targets.filter { !$0.holdsDeclarations }
        let clients = free.filter { Self($0).hasClient }
        let candidates = clients.isEmpty ? free : clients
        if let only = candidates.first, candidates.count == 1 { return Self(only) }
        guard candidates.isEmpty else {
            throw CommandFailure(
                "which target is to have the client? Choose one with '--target': \(list(candidates))")
        }
        guard let target = targets.first else { throw CommandFailure("this package has no target to write into") }
        throw declaringItself(target)
    }

    private var hasClient: Bool {
        FileManager.default.fileExists(atPath: output.appending(component: FileName.target).path(percentEncoded: false))
    }

    private static func list(_ targets: [any SourceModuleTarget]) -> String {
        targets.map { "'\($0.name)'" }.joined(separator: ", ")
    }

    private static func declaringItself(_ target: any SourceModuleTarget) -> CommandFailure {
        CommandFailure(
            "target '\(target.name)' declares tasks itself, and the build plugin generates their triggers; "
                + "write 'swift: { generate: client }' there if another service runs them")
    }
}
