import SluiceCompiler

/// How the generated code presents itself.
func compareSwiftSettings(_ versions: Versions, _ log: inout ChangeLog) {
    let (old, new) = (versions.old.swift, versions.new.swift)
    // Where a target comes or goes as a whole there is nothing to compare.
    guard !versions.old.files.isEmpty, !versions.new.files.isEmpty, let place = new.place ?? old.place else { return }
    let at: VersionPlace = new.place == nil ? .old(place) : .new(place)
    if old.namespace != new.namespace {
        log.add(
            .generatedCodeNarrowed, "the namespace is '\(new.namespace)', and was '\(old.namespace)'",
            at: new.namespacePlace.map(VersionPlace.new) ?? at)
    }
    if old.access != new.access {
        let isLower = new.access.rank < old.access.rank
        log.add(
            isLower ? .generatedCodeNarrowed : .generatedCodeWidened,
            "generated code is \(new.access.rawValue), and was \(old.access.rawValue)", at: at)
    }
    if old.generate != new.generate {
        let isLess = new.generate == .client
        log.add(
            isLess ? .generatedCodeNarrowed : .generatedCodeWidened,
            isLess ? "handlers are generated no more" : "handlers are generated, too", at: at)
    }
    let kept = Set(new.conformances.map(\.value))
    for conformance in old.conformances where !kept.contains(conformance.value) {
        log.add(
            .generatedCodeNarrowed, "generated types no longer conform to '\(conformance.value)'",
            at: .old(conformance.place))
    }
    let known = Set(old.conformances.map(\.value))
    for conformance in new.conformances where !known.contains(conformance.value) {
        log.add(
            .generatedCodeWidened, "generated types conform to '\(conformance.value)'", at: .new(conformance.place))
    }
}

extension SwiftSettings.Access {
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self)! }
}
