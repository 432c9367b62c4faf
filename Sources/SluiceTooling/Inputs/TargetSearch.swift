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
    /// - A package's folder (one with a `Package.swift`) is searched target by target: each folder in its `Sources` is one.
    ///
    /// Hidden folders and symbolic links to folders are passed over.
    ///
    /// - Parameter inputs: Paths, absolute or from the current folder.
    /// - Throws: ``InputError`` where a path leads nowhere or a file can't be read, or where a folder holds no declarations.
    package func targets(_ inputs: [String]) throws(InputError) -> [Target] {
        var targets: [Target] = []
        var single: [SourceFile] = []
        for input in inputs {
            if input == "-" {
                let bytes = try? FileHandle.standardInput.read(upToCount: SourceFile.mostBytesRead)
                single.append(.standardInput(Array(bytes ?? Data())))
                continue
            }
            switch try tree.kind(of: input) {
            case .folder: targets += try targetsBelow(input)
            case .file: single.append(try file(input, below: nil))
            case nil where mayFindNothing: break
            case nil: throw InputError.unreadable("'\(tree.displayName(of: input))' does not exist")
            }
        }
        return (single.isEmpty ? [] : [Target(folder: nil, files: single)]) + targets
    }

    private func targetsBelow(_ folder: String) throws(InputError) -> [Target] {
        var candidates = [folder]
        if try tree.kind(of: folder.appendingComponent("Package.swift")) != nil {
            let sources = folder.appendingComponent("Sources")
            candidates = visibleNames(in: sources).map { sources.appendingComponent($0) }
        }
        var found: [Target] = []
        var nearMisses: [String] = []
        for candidate in candidates {
            let paths = files(below: candidate)
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

    private func file(_ path: String, below folder: String?) throws(InputError) -> SourceFile {
        let name = folder.map { FileName.path(of: path, below: $0) } ?? path.lastComponent
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
    private func files(below folder: String) -> [String] {
        visibleNames(in: folder).flatMap { name in
            let path = folder.appendingComponent(name)
            return tree.isRealFolder(path) ? files(below: path) : [path]
        }
    }

    private func visibleNames(in folder: String) -> [String] {
        tree.names(in: folder).filter { !$0.hasPrefix(".") }.sorted()
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
