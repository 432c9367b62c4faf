import Foundation
import SluiceTestSupport
import Testing

/// An article of the documentation, and the code blocks in it.
struct Article: CustomTestStringConvertible {
    let name: String
    let blocks: [CodeBlock]

    var testDescription: String { name }

    /// The folder of the articles.
    static let folder = Repository.root.appending(components: "Sources", "Sluice", "Sluice.docc")

    /// Written from the rules and from the kinds of changes, whose examples have tests of their own.
    private static let generated: Set<String> = ["Compatibility.md", "Rules.md"]

    /// All articles that are written by hand.
    static let all: [Article] = folder.filesBelow().compactMap { file in
        guard file.pathExtension == "md", !generated.contains(file.lastPathComponent) else { return nil }
        guard let text = try? file.text() else { return nil }
        return Article(name: file.deletingPathExtension().lastPathComponent, blocks: CodeBlock.all(in: text))
    }

    /// The blocks in a language.
    func blocks(_ language: String) -> [CodeBlock] { blocks.filter { $0.language == language } }

    /// Commands that work on declarations.
    var commands: [CodeBlock] { blocks("sh").filter { !$0.asksService } }

    /// Commands that ask a service.
    var serviceBlocks: [CodeBlock] { blocks("sh").filter(\.asksService) }

    /// Every declaration file of the article that goes together, as files of one target.
    var declarations: [CodeBlock] { blocks("yaml").filter { $0.marker == nil } }

    /// Every `Package.swift` of the article.
    var manifests: [CodeBlock] { blocks("swift").filter { $0.marker == "a manifest" } }

    /// The block that follows another, where it is output.
    func output(after block: CodeBlock) -> CodeBlock? {
        guard block.index + 1 < blocks.count else { return nil }
        let next = blocks[block.index + 1]
        return next.language == "text" ? next : nil
    }
}

/// A fenced block, and the comment on the line above that says how it is to be understood.
struct CodeBlock {
    let language: String
    let marker: String?
    let text: String
    /// Its place among the article's blocks.
    let index: Int

    var asksService: Bool { marker == "beside a service" }
    var isRefused: Bool { marker?.hasPrefix("refused") == true }
    var lines: [Substring] { text.split(separator: "\n") }

    /// The text after a word in the marker, such as `refused: `.
    func marked(_ word: String) -> String? {
        guard let marker, marker.hasPrefix(word) else { return nil }
        return String(marker.dropFirst(word.count))
    }

    static func all(in text: String) -> [CodeBlock] {
        var blocks: [CodeBlock] = []
        var (language, marker, lines): (String?, String?, [Substring]) = (nil, nil, [])
        var last: Substring = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let opened = language {
                if line == "```" {
                    let text = lines.joined(separator: "\n") + "\n"
                    blocks.append(CodeBlock(language: opened, marker: marker, text: text, index: blocks.count))
                    language = nil
                } else {
                    lines.append(line)
                }
            } else if line.hasPrefix("```") {
                language = String(line.dropFirst(3))
                let isMarker = last.hasPrefix("<!-- ") && last.hasSuffix(" -->")
                marker = isMarker ? String(last.dropFirst(5).dropLast(4)) : nil
                lines = []
            }
            last = line
        }
        return blocks
    }
}
