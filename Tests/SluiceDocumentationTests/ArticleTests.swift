import Foundation
import SluiceTestSupport
import Testing

/// What the documentation prints is what Sluice does: declarations are validated, Swift is compiled, commands are run.
///
/// An article's declarations are files of one target, unless a comment above the block says otherwise: `alone`,
/// `refused: <rule>`, `a workflow`. Its Swift blocks are files of that target, unless they are `in a function: <signature>`,
/// `refused in a function: <signature>` or `a manifest`. Commands are run in that target's package, unless they are `beside a service`.
/// SQL is run in a database that has the article's store. Output (`text`) belongs to the refused block or the command above it, unless it is `in a package`: what is done there has tests of its
/// own, since it builds packages.
@Suite("the documentation")
struct ArticleTests {
    @Test("there are articles, and every block is in a language that is checked")
    func languages() {
        #expect(Article.all.count >= 10)
        for article in Article.all {
            let languages = Set(article.blocks.map(\.language))
            #expect(languages.isSubset(of: ["yaml", "swift", "sh", "sql", "text"]), "\(article.name): \(languages)")
            let outputs = article.blocks.filter { $0.isRefused || $0.asksService }.compactMap(article.output)
            for block in article.blocks("text") where block.marker != "in a package" {
                #expect(outputs.contains { $0.index == block.index }, "nothing prints this:\n\(block.text)")
            }
        }
    }

    @Test("declarations are accepted without a warning", arguments: Article.all)
    func declarations(article: Article) throws {
        let groups = [article.declarations] + article.blocks("yaml").filter { $0.marker == "alone" }.map { [$0] }
        for group in groups where !group.isEmpty {
            try withTarget(group) { folder in
                let run = try sluice(["validate", "App", "--strict"], in: folder)
                #expect(run.status == 0, "\(run.output)")
                #expect(run.output == "")
            }
        }
    }

    @Test(
        "declarations that are refused are refused by that rule, with the output that is shown", arguments: Article.all)
    func refusals(article: Article) throws {
        for block in article.blocks("yaml") {
            guard let rule = block.marked("refused: ") else { continue }
            try withTarget([block]) { folder in
                let run = try sluice(["validate", "tasks.yaml"], in: folder.appending(component: "App"))
                #expect(run.status == 1)
                #expect(run.output.contains(" [\(rule)]\n"), "\(run.output)")
                if let shown = article.output(after: block) { #expect(run.output == shown.text) }
            }
        }
    }

    @Test("commands run", arguments: Article.all.filter { !$0.commands.isEmpty })
    func commands(article: Article) throws {
        try withTarget(article.declarations) { folder in
            try folder.appending(path: "Package.swift").write("")
            try FileManager.default.moveItem(
                at: folder.appending(component: "App"), to: try sources(folder).appending(component: "App"))
            try commit(folder)
            try commit(folder)
            let workflow = article.blocks("yaml").filter { $0.marker == "a workflow" }.flatMap(\.lines)
                .filter { $0.contains("- run: ") }.map { $0.trimmingPrefix(#/ *- run: /#) }
            let lines = article.commands.flatMap(\.lines) + workflow
            for line in lines {
                try #require(line.hasPrefix("sluice "), "'\(line)' is not run by a test")
                let programs = Bundle.main.bundleURL.plainPath
                let run = try Command.run(["sh", "-c", "PATH='\(programs):'$PATH; \(line)"], in: folder)
                #expect(run.status == 0, "\(line): \(run.output)")
            }
        }
    }

    @Test("Swift compiles, and what is refused does not", arguments: Article.all.filter { !$0.blocks("swift").isEmpty })
    func swift(article: Article) throws {
        try withTarget(article.declarations) { folder in
            let generated = folder.appending(component: "Generated")
            let generate = try sluice(["generate", "App", "--output-directory", generated.plainPath], in: folder)
            try #require(generate.status == 0, "\(generate.errors)")
            var sources = generated.filesBelow()
            var refused: [(CodeBlock, URL)] = []
            for block in article.blocks("swift") where block.marker != "a manifest" {
                let file = folder.appending(component: "Block\(block.index).swift")
                if let signature = block.marked("in a function: ") {
                    try file.write(function(signature, block, in: article))
                } else if let signature = block.marked("refused in a function: ") {
                    try file.write(function(signature, block, in: article))
                    refused.append((block, file))
                    continue
                } else {
                    try #require(block.marker == nil, "'\(block.marker ?? "")' is no marker of a Swift block")
                    try file.write(block.text)
                }
                sources.append(file)
            }
            let check = try typecheck(sources)
            #expect(check.status == 0, "\(check.output)")
            #expect(check.output == "")
            for (block, file) in refused {
                let check = try typecheck(sources + [file])
                #expect(check.status != 0)
                let message = try #require(article.output(after: block)).text.dropLast()
                #expect(check.output.contains(message), "\(check.output)")
            }
        }
    }

    @Test("manifests are read", arguments: Article.all.filter { !$0.manifests.isEmpty })
    func manifests(article: Article) throws {
        for manifest in article.manifests {
            try withTemporaryFolder { folder in
                try folder.appending(component: "Package.swift").write(manifest.text)
                let dump = try Command.run(["swift", "package", "dump-package"], in: folder)
                #expect(dump.status == 0, "\(dump.output)")
                #expect(dump.output.contains("SluicePlugin"))
            }
        }
    }

    @Test("the README leads to every article, and to nothing that is not there")
    func links() throws {
        let readme = try Repository.root.appending(component: "README.md").text()
        let links = readme.matches(of: #/\]\((?<path>[^)#]+)\)/#).map { String($0.path) }
            .filter { !$0.hasPrefix("https://") }
        for link in links {
            let place = Repository.root.appending(path: link).plainPath
            #expect(FileManager.default.fileExists(atPath: place), "\(link)")
        }
        let articles = Article.folder.filesBelow().map(\.lastPathComponent).filter { $0 != "Sluice.md" }
        for article in articles {
            #expect(links.contains { $0.hasSuffix("/\(article)") }, "\(article)")
        }
    }

    /// Passes a folder whose folder `App` holds the blocks as declaration files.
    private func withTarget(_ blocks: [CodeBlock], _ body: (URL) throws -> Void) throws {
        try withTemporaryFolder { folder in
            for (position, block) in blocks.enumerated() {
                let name = position == 0 ? "tasks.yaml" : "part\(position).tasks.yaml"
                try folder.appending(components: "App", name).write(block.text)
            }
            try body(folder)
        }
    }

    private func sluice(_ arguments: [String], in folder: URL) throws -> Command {
        try Command.run([Repository.program("sluice")] + arguments, in: folder, keepingErrorsApart: true)
    }

    private func sources(_ folder: URL) throws -> URL {
        let sources = folder.appending(component: "Sources")
        try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
        return sources
    }

    /// Some articles compare with the commit before.
    private func commit(_ folder: URL) throws {
        let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
        for arguments in [["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--allow-empty", "-m", "State"]] {
            let git = try Command.run(["git"] + identity + arguments, in: folder)
            try #require(git.status == 0, "\(git.output)")
        }
    }

    /// With what the article's whole files import.
    private func function(_ signature: String, _ block: CodeBlock, in article: Article) -> String {
        let files = article.blocks("swift").filter { $0.marker == nil }
        let imports = Set(files.flatMap(\.lines).filter { $0.hasPrefix("import ") })
        let all = imports.union(["import Foundation", "import Sluice"]).sorted().joined(separator: "\n")
        return "\(all)\n\nprivate \(signature) {\n\(block.text)}\n"
    }

    /// As a new package compiles: in Swift 6 mode, without upcoming features.
    private func typecheck(_ files: [URL]) throws -> Command {
        let modules = URL(filePath: Repository.program("Modules")).resolvingSymlinksInPath()
        // What SwiftPM passes on of the modules of SQLite and libpq, which are no Swift modules.
        let scratch = modules.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let sqlite = scratch.appending(components: "checkouts", "GRDB.swift", "Sources", "GRDBSQLite")
        let libpq = Repository.root.appending(components: "Sources", "CSluicePQ")
        return try Command.run(
            [
                "swiftc", "-typecheck", "-parse-as-library", "-whole-module-optimization", "-swift-version", "6", "-I",
                modules.plainPath, "-I", sqlite.plainPath, "-I", libpq.plainPath, "-package-name", "app",
                "-module-name", "App",
            ] + files.map(\.plainPath))
    }
}
