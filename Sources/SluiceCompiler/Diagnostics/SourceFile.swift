internal import SluiceYAML

/// A declaration file as the compiler reads it: its bytes and the names it goes by.
public struct SourceFile: Hashable, Sendable {
    /// The path that diagnostics show, exactly as it was given.
    public let path: String
    /// The path inside the target, with `/` between folders. Output and its order follow from it alone, so that the
    /// same declarations give the same bytes wherever the package lies.
    public let name: String
    /// What the file holds.
    public let bytes: [UInt8]

    /// Describes a file; nothing is read from the disk.
    ///
    /// - Parameters:
    ///   - path: What diagnostics show, for instance an absolute path.
    ///   - name: The path inside the target; the last component of `path` where absent.
    ///   - bytes: The content, in UTF-8 if the file is to be accepted.
    public init(path: String, name: String? = nil, bytes: [UInt8]) {
        self.path = path
        self.name = name ?? String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
        self.bytes = bytes
    }

    /// Describes a file whose content is at hand as text.
    public init(path: String, name: String? = nil, text: String) {
        self.init(path: path, name: name, bytes: Array(text.utf8))
    }

    /// How much of a file need be read: a longer one is refused unread, however long it is.
    package static var mostBytesRead: Int { YAMLLimits().bytes + 1 }
}
