import Foundation
import PackagePlugin

/// Where the tasks are declared that a client is generated for.
struct DeclarationSource {
    /// A folder or file, as someone writes it who works in the package's folder.
    let path: String
    /// What it is called in messages.
    let name: String

    /// - Parameters:
    ///   - wanted: A target's name or a path; `nil` takes the only target that it can be.
    ///   - client: The target that triggers.
    /// - Throws: ``CommandFailure`` where there is none, or none but by guessing.
    static func find(_ wanted: String?, for client: ClientTarget, in package: Package) throws -> Self {
        let targets = ([package] + package.allDependencies).flatMap { package in
            package.sourceModules.filter { $0.holdsDeclarations && $0.kind != .test }
        }
        let names = targets.map { "'\($0.name)'" }.joined(separator: ", ")
        func source(_ target: any SourceModuleTarget) -> Self {
            Self(path: package.path(to: target.directoryURL), name: "target '\(target.name)'")
        }

        if let wanted {
            if let target = targets.first(where: { $0.name == wanted }) { return source(target) }
            let url = URL(filePath: wanted, relativeTo: package.directoryURL)
            if FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) {
                return Self(path: wanted, name: "'\(wanted)'")
            }
            throw CommandFailure(
                "'\(wanted)' is neither a target that declares tasks nor a path from this package's folder"
                    + (targets.isEmpty ? "" : "; such targets are \(names)"))
        }
        switch targets.count {
        case 1: return source(targets[0])
        case 0:
            throw CommandFailure(
                "neither this package nor one that it depends on declares tasks; "
                    + "say with '--from <path>' in which folder they are declared")
        default: throw CommandFailure("whose tasks does '\(client.name)' trigger? Choose with '--from': \(names)")
        }
    }
}
