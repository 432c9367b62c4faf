internal import SluiceYAML

/// Reads all files of a target into one set of declarations, and notes what can't be read.
func readDeclarations(_ files: [SourceFile]) -> (Declarations, [Diagnostic]) {
    // A path that was passed twice is one file.
    var paths: Set<String> = []
    let files = files.sorted { ($0.name, $0.path) < ($1.name, $1.path) }.filter { paths.insert($0.path).inserted }
    var declarations = Declarations(files: files)
    var problems: [Diagnostic] = []

    var sections: [FileSections] = []
    for (index, file) in files.enumerated() {
        guard let (tree, bytes) = readTree(file, index: index, &problems) else {
            declarations.isComplete = false
            continue
        }
        sections.append(FileSections(file: index, tree: tree, problems: &problems))
        declarations.ignoreComments += IgnoreCommentReader.comments(in: bytes, tree, file: index)
    }

    var reader = SectionReader(files: sections, names: NameTable(sections))
    reader.read(into: &declarations)
    if reader.hasGivenUp { declarations.isComplete = false }
    return (declarations, problems + reader.problems)
}

/// Reads a file; `nil` where it can't be read as a whole. A type without its quotes is put right and reading begins anew,
/// so that it hides no other problem: the bytes are those that the tree was read from.
private func readTree(
    _ file: SourceFile, index: Int, _ problems: inout [Diagnostic]
) -> (tree: YAMLTree, bytes: [UInt8])? {
    let reader = YAMLReader(words: Vocabulary.words)
    var bytes = file.bytes
    // Each time costs another reading: a file with more of these mistakes than that has its first ones reported.
    for _ in 0..<max(1, min(20, mostBytesReread / max(1, bytes.count))) {
        let (tree, found) = reader.read(bytes)
        if tree == nil, let last = found.last, last.kind == .syntax,
            let type = UnquotedType(bytes, written: file.bytes, file: index, near: last.start)
        {
            problems.append(.unquotedType(type.text, corrected: type.correctedLine, at: type.place))
            type.replace(in: &bytes)
            continue
        }
        problems += found.map { .unreadable($0, file: index) }
        return tree.map { ($0, bytes) }
    }
    return nil
}

/// How much may be read of one file, its first reading included, to find further types without quotes.
private let mostBytesReread = 32 << 20

/// Goes through the sections of all files, kind by kind: the order in which declarations are numbered.
private struct SectionReader {
    let files: [FileSections]
    let names: NameTable
    var problems: [Diagnostic] = []
    var hasGivenUp = false

    mutating func read(into declarations: inout Declarations) {
        each(.organization) { parser, section in
            let organization = parser.organization(section)
            declarations.organization = declarations.organization ?? organization
        }
        each(.swift) { parser, section in
            let settings = parser.swiftSettings(section)
            if declarations.swift.place == nil { declarations.swift = settings }
        }
        each(.types) { parser, section in declarations.types += parser.types(section) }
        each(.queues) { parser, section in declarations.queues += parser.queues(section) }
        each(.tasks) { parser, section in parser.tasks(section, into: &declarations) }
        declarations.distinctNames = names.queues.count + names.types.count + names.tasks.count
        reportRepeated(.organization)
        reportRepeated(.swift)
    }

    private mutating func each(_ key: Key, _ body: (inout Parser, FileSections.Section) -> Void) {
        for file in files {
            guard let section = file[key] else { continue }
            var parser = Parser(tree: file.tree, file: file.file, names: names)
            body(&parser, section)
            problems += parser.problems
            hasGivenUp = hasGivenUp || parser.hasGivenUp
        }
    }

    /// What speaks for the whole target is said once.
    private mutating func reportRepeated(_ key: Key) {
        let places = files.compactMap { file in
            file[key].map { Place(file: file.file, file.tree[$0.key]) }
        }
        for place in places.dropFirst() { problems.append(.repeatedSection(key, at: place, first: places[0])) }
    }
}
