import Foundation
import SluiceTestSupport

/// A copy of packages below `Fixtures`, in a temporary folder with spaces and letters beyond ASCII.
///
/// The folder stays, so that the next run of the tests builds only what changed.
struct FixtureCopy {
    let folder: URL

    /// Puts the copy into its original state.
    ///
    /// - Parameter name: The folder in `Fixtures`: a package, or several side by side.
    init(of name: String) throws {
        folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
            components: "Sluice · plugin tests", "\(name) · kopiert \(Repository.buildKey)")
        let original = Repository.fixtures.appending(component: name)
        let sluice = ".package(name: \"sluice\", path: \"\(Repository.root.plainPath)\")"
        // The versions that the package itself was resolved to are there already.
        let versions = try? Repository.root.appending(component: "Package.resolved").text()
        var wanted: Set<String> = []
        for file in Self.files(below: original) {
            let copy = folder.appending(path: file)
            var text = try original.appending(path: file).text()
            if copy.lastPathComponent == "Package.swift" {
                text.replace(/\.package\(name: "sluice", path: "[^"]*"\)/, with: sluice)
                try versions.map(copy.deletingLastPathComponent().appending(component: "Package.resolved").write)
            }
            try copy.write(text)
            wanted.insert(file)
        }
        for file in Self.files(below: folder) where !wanted.contains(file) {
            try FileManager.default.removeItem(at: folder.appending(path: file))
        }
    }

    /// The manifests and sources below a folder, as paths from there.
    private static func files(below folder: URL) -> [String] {
        let found = FileManager.default.enumerator(atPath: folder.plainPath)
        var files: [String] = []
        while let path = found?.nextObject() as? String {
            if path.split(separator: "/").last?.hasPrefix(".") == true {
                found?.skipDescendants()
            } else if found?.fileAttributes?[.type] as? FileAttributeType == .typeRegular,
                path.hasSuffix("Package.swift") || "/\(path)".contains("/Sources/")
            {
                files.append(path)
            }
        }
        return files
    }
}
