import Foundation

/// The files of a Git revision, read by `git` itself without a checkout.
package final class GitRevision: FileTree, Sendable {
    private struct Entry {
        let object: String
        let isLink: Bool
    }

    /// The revision as it was asked for.
    private let name: String
    private let root: String
    private let currentFolder: String
    /// By path from the root of the repository.
    private let files: [String: Entry]
    /// What lies in each folder, likewise; the root is the empty path.
    private let folders: [String: Set<String>]
    private let git: GitProgram

    /// Lists the files of a revision.
    ///
    /// - Parameters:
    ///   - name: Whatever names a commit or a tree: `main`, `HEAD~1`, a hash.
    ///   - folder: A folder of the repository, from which relative paths lead.
    /// - Throws: ``GitError`` where there is no repository or no such revision, or no `git`.
    package init(_ name: String, from folder: String) throws(GitError) {
        self.name = name
        currentFolder = folder.realPath
        let git = GitProgram(folder: folder)
        self.git = git
        root = try git.run(["rev-parse", "--show-toplevel"]).trimmingLineBreak.realPath
        guard !name.hasPrefix("-"), !name.isEmpty,
            let tree = try? git.run(["rev-parse", "--verify", "--quiet", "\(name)^{tree}"]).trimmingLineBreak
        else { throw GitError.unknownRevision(name, repository: root) }

        var files: [String: Entry] = [:]
        var folders: [String: Set<String>] = ["": []]
        for record in try git.run(["ls-tree", "-r", "-z", "--full-tree", tree]).split(separator: "\0") {
            // <mode> SP <type> SP <object> TAB <path>
            guard let tab = record.firstIndex(of: "\t") else { continue }
            let fields = record[..<tab].split(separator: " ")
            let path = String(record[record.index(after: tab)...])
            guard fields.count == 3, fields[1] == "blob" else { continue }
            files[path] = Entry(object: String(fields[2]), isLink: fields[0] == "120000")
            var child = path[...]
            while !child.isEmpty {
                let slash = child.lastIndex(of: "/")
                let parent = slash.map { child[..<$0] } ?? ""
                folders[String(parent), default: []].insert(
                    String(slash.map { child[child.index(after: $0)...] } ?? child))
                child = parent
            }
        }
        self.files = files
        self.folders = folders
    }

    package func kind(of path: String) throws(InputError) -> FileKind? {
        let path = try repositoryPath(of: path)
        if folders[path] != nil { return .folder }
        return files[path] == nil ? nil : .file
    }

    package func names(in folder: String) -> [String] {
        (try? repositoryPath(of: folder)).flatMap { folders[$0] }.map(Array.init) ?? []
    }

    package func identity(of path: String) throws(InputError) -> String { try repositoryPath(of: path) }

    package func isRealFolder(_ path: String) -> Bool {
        (try? repositoryPath(of: path)).map { folders[$0] != nil } ?? false
    }

    package func read(_ path: String) throws(InputError) -> [UInt8] {
        var location = try repositoryPath(of: path)
        // As many links as Linux follows.
        for _ in 0..<40 {
            guard let entry = files[location] else { break }
            let content: [UInt8]
            do {
                content = try git.content(of: entry.object)
            } catch {
                throw InputError.unreadable("\(error)")
            }
            guard entry.isLink else { return content }
            let target = String(decoding: content, as: UTF8.self)
            guard !target.hasPrefix("/") else { break }
            location = (location.split(separator: "/").dropLast() + target.split(separator: "/")).followed
        }
        throw InputError.unreadable("cannot read '\(displayName(of: path))': it leads to no file of the revision")
    }

    /// As `git show` takes it.
    package func displayName(of path: String) -> String { "\(name):\(path)" }

    private func repositoryPath(of path: String) throws(InputError) -> String {
        let absolute = (path.hasPrefix("/") ? path : currentFolder + "/" + path).realPath
        if absolute == root { return "" }
        guard absolute.hasPrefix(root + "/") else {
            throw InputError.unreadable("'\(path)' lies outside the repository '\(root)'")
        }
        return String(absolute.dropFirst(root.count + 1))
    }
}

extension String {
    fileprivate var trimmingLineBreak: String { hasSuffix("\n") ? String(dropLast()) : self }

    /// The path without `.`, `..` and symbolic links, as far as it exists; what does not is kept as it is written.
    var realPath: String {
        var existing = self
        var missing: [Substring] = []
        while true {
            if let resolved = realpath(existing, nil) {
                defer { free(resolved) }
                let folder = String(cString: resolved)
                return missing.isEmpty ? folder : "/" + (folder.split(separator: "/") + missing).followed
            }
            guard let slash = existing.lastIndex(of: "/"), slash > existing.startIndex else { return self }
            missing.insert(existing[existing.index(after: slash)...], at: 0)
            existing = String(existing[..<slash])
        }
    }
}

extension Sequence<Substring> {
    /// As a path, with `.` and `..` followed.
    fileprivate var followed: String {
        reduce(into: [Substring]()) { names, name in
            switch name {
            case ".", "": break
            case "..": _ = names.popLast()
            default: names.append(name)
            }
        }.joined(separator: "/")
    }
}
