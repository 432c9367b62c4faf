import Foundation

/// Where the tests' material lies.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let fixtures = root.appending(component: "Fixtures")

    /// All files below a folder as paths relative to it, in the order of their names.
    static func files(below folder: URL) -> [String] {
        let found = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))
        return (found?.allObjects as? [String] ?? []).sorted()
    }
}
