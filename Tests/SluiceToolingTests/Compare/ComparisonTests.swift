import Foundation
import SluiceCompiler
import SluiceTestSupport
import SluiceTooling
import Testing

@Suite("comparing declarations")
struct ComparisonTests {
    @Test("says what a change does", arguments: CompatibilityCase.all)
    func fixtures(_ fixture: CompatibilityCase) throws {
        let comparison = try fixture.comparison()
        let text = ComparisonFormat.text.render([comparison], root: SourceRoot(currentFolder: "/"))
        try expect(text, equals: fixture.folder.appending(component: "changes.txt"))
        if ChangeKind.catalogue.contains(where: { $0.id == fixture.name }) {
            #expect(comparison.changes.contains { $0.kind.id == fixture.name })
        }
        if fixture.name.hasPrefix("no-change") { #expect(comparison.changes.isEmpty) }
    }

    @Test("every kind of change has a fixture of its name, and one entry in the catalogue")
    func coverage() {
        let kinds = ChangeKind.catalogue.map(\.id)
        #expect(Set(kinds).count == kinds.count)
        #expect(Set(kinds).subtracting(CompatibilityCase.all.map(\.name)).isEmpty)
    }

    @Test("finds nothing between a version and itself", arguments: CompatibilityCase.all)
    func identity(_ fixture: CompatibilityCase) throws {
        for name in ["old", "new"] {
            let version = try fixture.version(name)
            #expect(Comparison(from: version, to: version).changes.isEmpty)
        }
    }

    @Test("finds nothing between valid declarations and themselves, in whatever order their files come")
    func identityOfAllDeclarations() throws {
        var count = 0
        for target in try Declared.all() {
            let checked = CheckedDeclarations(target)
            guard !checked.hasErrors else { continue }
            count += 1
            let reversed = CheckedDeclarations(target.reversed())
            let changes = Comparison(from: checked.declarations, to: reversed.declarations).changes
            #expect(changes.isEmpty, "\(target[0].path): \(changes.map(\.message))")
        }
        #expect(count > 50)
    }

    @Test("what comes or goes as a whole is added or removed", arguments: CompatibilityCase.all)
    func extremes(_ fixture: CompatibilityCase) throws {
        let version = try fixture.version("new")
        let nothing = CheckedDeclarations([]).declarations
        let added = Comparison(from: nothing, to: version).changes
        #expect(added.allSatisfy { $0.kind.changeClass == .safe || $0.kind.id == "limit-added" })
        #expect(added.count { $0.kind.id == "task-added" } == version.tasks.count)
        let removed = Comparison(from: version, to: nothing)
        #expect(removed.changes.count { $0.kind.id == "task-removed" } == version.tasks.count)
        #expect(removed.changes.allSatisfy { removed.files.indices.contains($0.place.file) })
    }

    @Test("every place lies where the version says", arguments: CompatibilityCase.all)
    func places(_ fixture: CompatibilityCase) throws {
        let comparison = try fixture.comparison()
        for change in comparison.changes {
            for place in [change.place] + change.notes.map(\.place) {
                let isOld = place.file >= comparison.firstOldFile
                #expect(comparison.files[place.file].path.hasPrefix(isOld ? "old" : "new"))
            }
        }
        let order = comparison.changes.map(\.kind.changeClass)
        #expect(order == order.sorted())
    }
}

/// All declarations of the fixtures, a target each.
enum Declared {
    static func all() throws -> [[SourceFile]] {
        let folder = Repository.fixtures.appending(component: "Declarations")
        let single = try folder.filesBelow().filter { ["yaml", "yml"].contains($0.pathExtension) }.map { file in
            [SourceFile(path: file.plainPath, bytes: Array(try Data(contentsOf: file)))]
        }
        let packages = try ["Consumer", "Quickstart"].flatMap { name in
            try TargetSearch.targets([Repository.fixtures.appending(component: name).plainPath]).map(\.files)
        }
        return single + packages
    }
}
