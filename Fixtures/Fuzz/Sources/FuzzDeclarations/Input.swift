import SluiceCompiler

/// How bytes stand for the files of a target: a line `%%` begins another file.
enum Input {
    private static let separator = Array("\n%%\n".utf8)
    /// More files show nothing that two do not, and cost time.
    private static let mostFiles = 3

    static func files(_ bytes: some Sequence<UInt8>) -> [SourceFile] {
        var texts: [[UInt8]] = [[]]
        for byte in bytes {
            texts[texts.count - 1].append(byte)
            guard texts.count < mostFiles, texts[texts.count - 1].suffix(separator.count).elementsEqual(separator)
            else {
                continue
            }
            texts[texts.count - 1].removeLast(separator.count)
            texts.append([])
        }
        return texts.enumerated().map { SourceFile(path: "\($0.offset).tasks.yaml", bytes: $0.element) }
    }
}
