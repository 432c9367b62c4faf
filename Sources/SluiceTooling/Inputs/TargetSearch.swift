import Foundation
import SluiceCompiler
import SluiceFiles

/// Finds the declaration files that a command is to look at.
package enum TargetSearch {
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
    package static func targets(_ inputs: [String]) throws(InputError) -> [Target] {
        var targets: [Target] = []
        var single: [SourceFile] = []
        for input in inputs {
            if input == "-" {
                single.append(.standardInput(readStandardInput()))
            } else if try isFolder(input) {
                targets += try targetsBelow(input)
            } else {
                single.append(try file(input, below: nil))
            }
        }
        return (single.isEmpty ? [] : [Target(folder: nil, files: single)]) + targets
    }

    private static func targetsBelow(_ folder: String) throws(InputError) -> [Target] {
        var candidates = [folder]
        if FileManager.default.fileExists(atPath: folder.appendingComponent("Package.swift")) {
            let sources = folder.appendingComponent("Sources")
            candidates = names(in: sources).map { sources.appendingComponent($0) }
        }
        var found: [Target] = []
        var nearMisses: [String] = []
        for candidate in candidates {
            let paths = files(below: candidate)
            let declarations = paths.filter { FileName.isDeclarations($0.lastComponent) }
            nearMisses += paths.filter { FileName.resemblesDeclarations($0.lastComponent) }
            guard !declarations.isEmpty else { continue }
            var files: [SourceFile] = []
            for path in declarations { files.append(try file(path, below: candidate)) }
            found.append(Target(folder: candidate, files: files))
        }
        guard found.isEmpty else { return found }
        throw InputError.noDeclarations(in: folder, nearMiss: nearMisses.first)
    }

    private static func file(_ path: String, below folder: String?) throws(InputError) -> SourceFile {
        do {
            let name = folder.map { FileName.path(of: path, below: $0) }
            return SourceFile(path: path, name: name, bytes: try Disk.read(path, atMost: SourceFile.mostBytesRead))
        } catch {
            throw InputError.unreadable("\(error)")
        }
    }

    private static func isFolder(_ path: String) throws(InputError) -> Bool {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw InputError.unreadable("'\(path)' does not exist")
        }
        return isFolder.boolValue
    }

    /// The files below a folder, in the order of their paths.
    private static func files(below folder: String) -> [String] {
        var found: [String] = []
        for name in names(in: folder) {
            let path = folder.appendingComponent(name)
            switch (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType {
            case .typeDirectory?: found += files(below: path)
            case nil: break
            default: found.append(path)
            }
        }
        return found
    }

    private static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    private static func readStandardInput() -> [UInt8] {
        Array((try? FileHandle.standardInput.read(upToCount: SourceFile.mostBytesRead)) ?? Data())
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
    fileprivate var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }

    fileprivate func appendingComponent(_ name: String) -> String {
        if self == "." { return name }
        return hasSuffix("/") ? self + name : "\(self)/\(name)"
    }
}
