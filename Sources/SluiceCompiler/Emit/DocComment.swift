/// A description, made fit to stand in a doc comment.
struct DocComment {
    /// Most have one line, or none.
    let firstLine: SwiftText?
    let otherLines: [SwiftText]

    init(_ text: String?, in arena: TextArena) {
        guard let text, !CommentText.isOneLine(text) else {
            firstLine = text.map(arena.store)
            otherLines = []
            return
        }
        let lines = CommentText.lines(of: text)
        firstLine = lines.first.map(arena.store)
        otherLines = lines.dropFirst().map(arena.store)
    }

    var isEmpty: Bool { firstLine == nil }
}
