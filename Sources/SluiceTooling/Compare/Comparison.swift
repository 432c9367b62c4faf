package import SluiceCompiler

/// What a change of one target's declarations does to runs that are queued, and to callers that were built before it.
///
/// A pure function of both versions, which must be valid. Comments, descriptions, the order of declarations and the files
/// that they lie in change nothing.
package struct Comparison: Sendable {
    /// The files that places refer to: those of the new version, then those of the old one.
    package let files: [SourceFile]
    /// The index of the first file of the old version.
    package let firstOldFile: Int
    /// The heaviest first, each class in the order of places.
    package let changes: [Change]

    /// Compares two versions. A version in which the target did not exist declares nothing.
    package init(from old: Declarations, to new: Declarations) {
        files = new.files + old.files
        firstOldFile = new.files.count
        let versions = Versions(old: old, new: new)
        var log = ChangeLog(firstOldFile: firstOldFile)
        compareTasks(versions, &log)
        compareValues(versions, &log)
        compareQueues(versions, &log)
        compareOrganizations(versions, &log)
        compareSwiftSettings(versions, &log)
        changes = log.changes.sorted {
            ($0.kind.changeClass, $0.place, $0.kind.id, $0.message)
                < ($1.kind.changeClass, $1.place, $1.kind.id, $1.message)
        }
    }
}

/// A place in one of two versions.
enum VersionPlace {
    case old(Place)
    case new(Place)
}

/// Collects changes, with the places of both versions brought together.
struct ChangeLog {
    let firstOldFile: Int
    private(set) var changes: [Change] = []

    init(firstOldFile: Int) { self.firstOldFile = firstOldFile }

    mutating func add(
        _ kind: ChangeKind, _ message: String, at place: VersionPlace, notes: [(String, VersionPlace)] = []
    ) {
        changes.append(
            Change(
                kind: kind, message: message, place: joined(place),
                notes: notes.map { Diagnostic.Note($0.0, at: joined($0.1)) }))
    }

    private func joined(_ place: VersionPlace) -> Place {
        switch place {
        case .new(let place): place
        case .old(let place): Place(file: place.file + firstOldFile, start: place.start, end: place.end)
        }
    }
}
