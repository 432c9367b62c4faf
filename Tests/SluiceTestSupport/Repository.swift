package import Foundation

/// Where the package and the tests' material lie.
package enum Repository {
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Tells folders that outlive a run of the tests from those of another clone.
    package static let buildKey = String(root.plainPath.utf8.reduce(UInt64(5381)) { $0 &* 33 &+ UInt64($1) }, radix: 36)

    /// A program of the package, built with the tests: it lies beside them.
    package static func program(_ name: String) -> String {
        Bundle.main.bundleURL.appending(component: name).plainPath
    }

    package static let fixtures = root.appending(component: "Fixtures")
}

extension URL {
    package var plainPath: String { path(percentEncoded: false) }

    /// The files below the folder, without folders.
    package func filesBelow() -> [URL] {
        let found = FileManager.default.enumerator(at: self, includingPropertiesForKeys: [.isRegularFileKey])
        return (found?.allObjects as? [URL] ?? [])
            .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true }
            .sorted { $0.plainPath < $1.plainPath }
    }

    package func text() throws -> String { String(decoding: try Data(contentsOf: self), as: UTF8.self) }

    /// Writes a text, unless it is there already: a build looks at the time of the last change.
    package func write(_ text: String) throws {
        if let present = try? self.text(), present == text { return }
        try FileManager.default.createDirectory(at: deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: self, options: .atomic)
    }
}
