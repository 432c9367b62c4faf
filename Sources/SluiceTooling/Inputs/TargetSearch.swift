import Foundation
import SluiceCompiler

/// Finds the declaration files that a command is to look at.
package struct TargetSearch<Tree: FileTree> {
    private let tree: Tree
    private let mayFindNothing: Bool

    /// - Parameters:
    ///   - tree: Where to look.
    ///   - mayFindNothing: Whether a path that leads nowhere, or to a folder without declarations, is fine: then it stands for no target.
    package init(in tree: Tree, mayFindNothing: Bool = false) {
        self.tree = tree
        self.mayFindNothing = mayFindNothing
    }

    /// The targets that files and folders stand for.
    ///
    /// - Files are one target together, whatever they are called; `-` is standard input.
    /// - A folder is one target: every file below it with a name that the build plugin knows.
    /// - A package's folder (one with a `Package.swift`) is searched target by target: each folder in its `Sources` is one, or `Sources`
    ///   itself where there are files in it.
    ///
    /// Hidden folders and symbolic links to folders are passed over.
    ///
    /// - Parameter inputs: Paths, absolute or from the current folder.
    /// - Throws: ``InputError`` where a path leads nowhere or a file can't be read, or where a folder holds no declarations.
    package func targets(_ inputs: [String]) throws(InputError) -> [Target] {
        var targets: [Target] = []
        var single: [(file: SourceFile, identity: String)] = []
        // What is named twice, perhaps in two ways, is looked at once.
        var known: Set<String> = []
        for input in inputs {
            if input == "-" {
                guard known.insert(input).inserted else { continue }
                let bytes = try? FileHandle.standardInput.read(upToCount: SourceFile.mostBytesRead)
                single.append((.standardInput(Array(bytes ?? Data())), input))
                continue
            }
            let kind = try tree.kind(of: input)
            let identity = kind == nil ? "" : "/" + (try tree.identity(of: input))
            guard kind == nil || known.insert(identity).inserted else { continue }
            switch kind {
            case .folder: targets += try targetsBelow(input)
            case .file: single.append((try file(input, below: nil), identity))
            case nil where mayFindNothing: break
            case nil: throw InputError.unreadable("'\(tree.displayName(of: input))' does not exist")
            }
        }
        return (single.isEmpty ? [] : [Target(folder: nil, files: distinctlyNamed(single))]) + targets
    }

    /// Generated files are named after the names of files: where two of them are the same, all are made those below the
    /// folder that the files share.
    private func distinctlyNamed(_ files: [(file: SourceFile, identity: String)]) -> [SourceFile] {
        guard Set(files.map(\.file.name)).count < files.count else { return files.map(\.file) }
        let paths = files.map { $0.identity.split(separator: "/") }
        let shared = paths.reduce(paths[0].dropLast()) { shared, path in
            zip(shared, path.dropLast()).prefix { $0 == $1 }.map(\.0)[...]
        }
        return zip(files, paths).map { entry, path in
            let name = path.dropFirst(shared.count).joined(separator: "/")
            return SourceFile(path: entry.file.path, name: name, bytes: entry.file.bytes)
        }
    }

    private func targetsBelow(_ folder: String) throws(InputError) -> [Target] {
        let isPackage = try tree.kind(of: folder.appendingComponent("Package.swift")) != nil
        let candidates = isPackage ? try targetFolders(in: folder.appendingComponent("Sources")) : [folder]
        var found: [Target] = []
        var nearMisses: [String] = []
        for candidate in candidates {
            let paths = try files(below: candidate)
            let declarations = paths.filter { FileName.isDeclarations($0.lastComponent) }
            let misnamed = paths.filter { FileName.resemblesDeclarations($0.lastComponent) }
            nearMisses += misnamed
            guard !declarations.isEmpty else { continue }
            var files: [SourceFile] = []
            for path in declarations { files.append(try file(path, below: candidate)) }
            found.append(Target(folder: candidate, files: files, unread: misnamed.filter(declaresTasks)))
        }
        guard found.isEmpty, !mayFindNothing else { return found }
        throw InputError.noDeclarations(in: folder, nearMiss: nearMisses.first)
    }

    /// The folders in `Sources`; that itself where it holds files, as it may in a package of one target.
    private func targetFolders(in sources: String) throws(InputError) -> [String] {
        var folders: [String] = []
        for name in try visibleNames(in: sources) {
            let path = sources.appendingComponent(name)
            guard try tree.kind(of: path) == .folder else { return [sources] }
            folders.append(path)
        }
        return folders
    }

    private func file(_ path: String, below folder: String?) throws(InputError) -> SourceFile {
        // Paths below the current folder do not begin with its name.
        let name = folder.map { $0 == "." ? path : FileName.path(of: path, below: $0) } ?? path.lastComponent
        return SourceFile(path: tree.displayName(of: path), name: name, bytes: try tree.read(path))
    }

    /// Whether a file holds tasks, and so nothing else than declarations: a name alone may mean anything.
    private func declaresTasks(_ path: String) -> Bool {
        guard let file = try? file(path, below: nil) else { return false }
        let checked = CheckedDeclarations([file])
        let isOther = checked.diagnostics.contains { $0.rule == .unknownKey || $0.rule == .yamlSyntax }
        return !checked.declarations.tasks.isEmpty && !isOther
    }

    /// The files below a folder, in the order of their paths.
    private func files(below folder: String) throws(InputError) -> [String] {
        var found: [String] = []
        for name in try visibleNames(in: folder) {
            let path = folder.appendingComponent(name)
            found += tree.isRealFolder(path) ? try files(below: path) : [path]
        }
        return found
    }

    private func visibleNames(in folder: String) throws(InputError) -> [String] {
        try tree.names(in: folder).filter { !$0.hasPrefix(".") }.sorted()
    }
}

extension TargetSearch<DiskTree> {
    /// The targets that files and folders of this machine stand for.
    package static func targets(_ inputs: [String]) throws(InputError) -> [Target] {
        try TargetSearch(in: DiskTree()).targets(inputs)
    }
}

/// Why there is nothing to look at.
package enum InputError: Error, CustomStringConvertible {
    /// The file system refused something.
    case unreadable(String)
    /// A folder without declarations, and a file that may have been meant to be one.
    case noDeclarations(in: String, nearMiss: String?)

    package var description: String {
        switch self {
        case .unreadable(let reason): reason
        case .noDeclarations(let folder, let nearMiss):
            nearMiss.map {
                "\($0):1:1: error: tasks are not declared in files named '\($0.lastComponent)': "
                    + "rename it to 'tasks.yaml' or '<name>.tasks.yaml'"
            } ?? "error: no declarations below '\(folder)': there is no file named 'tasks.yaml', 'tasks.yml', "
                + "'<name>.tasks.yaml' or '<name>.tasks.yml'; 'sluice init \(folder)' writes a first one"
        }
    }
}

extension String {
    var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }

    fileprivate func appendingComponent(_ name: String) -> String {
        if self == "." { return name }
        return hasSuffix("/") ? self + name : "\(self)/\(name)"
    }
}
