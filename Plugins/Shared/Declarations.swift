import Foundation
import PackagePlugin

extension SourceModuleTarget {
    /// Whether the target has a file with declarations.
    var holdsDeclarations: Bool { sourceFiles.contains { FileName.isDeclarations($0.url.lastPathComponent) } }
}

extension Package {
    /// The targets with sources, in the order of their names: SwiftPM's own changes.
    var sourceModules: [any SourceModuleTarget] {
        targets.compactMap { $0 as? any SourceModuleTarget }.sorted { $0.name < $1.name }
    }

    /// All packages that this one depends on, directly or not, each once; the nearest first.
    var allDependencies: [Package] {
        var found: [Package] = []
        var seen: Set<Package.ID> = [id]
        var next = dependencies.map(\.package)
        while !next.isEmpty {
            let new = next.filter { seen.insert($0.id).inserted }
            found += new
            next = new.flatMap { $0.dependencies.map(\.package) }
        }
        return found
    }

    /// A place as someone writes it who works in the package's folder.
    func path(to url: URL) -> String {
        let here = directoryURL.standardizedFileURL.pathComponents
        let there = url.standardizedFileURL.pathComponents
        let shared = zip(here, there).prefix { $0 == $1 }.count
        // What shares nothing but the root lies elsewhere.
        guard shared > 1 else { return url.path(percentEncoded: false) }
        let path = Array(repeating: "..", count: here.count - shared) + there[shared...]
        return path.isEmpty ? "." : path.joined(separator: "/")
    }
}
