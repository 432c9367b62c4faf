import SluiceCompiler

/// What leads to a declared type.
struct Reacher {
    /// The field, or the payload or output, that is of the type.
    let subject: String
    let place: Place
    /// The payload or output that the way begins with.
    let origin: String
}

/// The value whose fields are compared.
struct FieldContext {
    let direction: Direction
    let subject: String
    let old: Place
    let new: Place
    /// What reaches it, where it is a declared type.
    var reachedBy: Reacher?

    /// How messages call it.
    var name: String { reachedBy.map { "\(subject) (in \($0.origin))" } ?? subject }

    /// The payload or output that it is, or is in.
    var origin: String { reachedBy?.origin ?? subject }

    var notes: [(String, VersionPlace)] {
        reachedBy.map { [("\($0.subject) carries it", .new($0.place))] } ?? []
    }

    /// The kind that fits the direction.
    func kind(_ payload: ChangeKind, _ output: ChangeKind) -> ChangeKind { direction == .payload ? payload : output }
}

extension ValueComparison {
    mutating func compareFields(
        _ old: [FieldDeclaration], _ new: [FieldDeclaration], _ context: FieldContext, _ log: inout ChangeLog
    ) {
        let matching = Matching(
            old.map(\.name.value), new.map(\.name.value), oldLook: { look(old, $0, in: versions.old) },
            newLook: { look(new, $0, in: versions.new) })
        for index in matching.removed {
            let field = old[index]
            let output = field.mayBeMissing ? ChangeKind.outputOptionalFieldRemoved : .outputFieldRemoved
            log.add(
                context.kind(.payloadFieldRemoved, output),
                "field '\(field.name.value)' of \(context.name) is removed", at: .old(field.name.place),
                notes: [("\(context.subject) is declared here", .new(context.new))] + context.notes)
        }
        for (was, now) in matching.renamed {
            log.add(
                context.kind(.payloadFieldRenamed, .outputFieldRenamed),
                "field '\(old[was].name.value)' of \(context.name) seems to be renamed to '\(new[now].name.value)'",
                at: .new(new[now].name.place),
                notes: [("it was '\(old[was].name.value)'", .old(old[was].name.place))] + context.notes)
        }
        for index in matching.added {
            let field = new[index]
            let kind =
                field.mayBeMissing
                ? context.kind(.payloadFieldAdded, .outputFieldAdded)
                : context.kind(.payloadFieldDemanded, .outputFieldDemanded)
            let manner = field.mayBeMissing ? "is added" : "is added without a default"
            log.add(
                kind, "field '\(field.name.value)' of \(context.name) \(manner)", at: .new(field.name.place),
                notes: context.notes)
        }
        for (was, now) in matching.pairs { compareField(old[was], new[now], context, &log) }
        let order = matching.pairs.map(\.new)
        if order != order.sorted() {
            log.add(
                .fieldsReordered, "the fields of \(context.name) are in another order", at: .new(context.new),
                notes: [("they were in this order", .old(context.old))])
        }
    }

    private mutating func compareField(
        _ old: FieldDeclaration, _ new: FieldDeclaration, _ context: FieldContext, _ log: inout ChangeLog
    ) {
        let field = "field '\(new.name.value)' of"
        let subject = "\(field) \(context.name)"
        reach(
            old.type.value, new.type.value, context.direction,
            from: Reacher(subject: "\(field) \(context.subject)", place: new.type.place, origin: context.origin))
        compareType(old.type, new.type, context.direction, subject, notes: context.notes, &log)
        let (was, now) = (old.defaultValue, new.defaultValue)
        // An optional field without a default is nil where it is left out; what became optional says so itself.
        guard was?.value.orNil != now?.value.orNil else { return }
        let kind: ChangeKind
        let text: String
        switch (was, now) {
        case (_?, _?): (kind, text) = (.payloadDefaultChanged, "has another default")
        case (_?, nil):
            kind = new.mayBeMissing ? .payloadDefaultChanged : .payloadDefaultRemoved
            text = new.mayBeMissing ? "is nil by default, and had another one" : "has no default any more"
        default:
            kind = old.mayBeMissing ? .payloadDefaultChanged : .payloadDefaultAdded
            text = old.mayBeMissing ? "has a default, and was nil" : "has a default now"
        }
        log.add(
            context.kind(kind, .outputDefaultChanged), "\(subject) \(text)",
            at: .new(now?.place ?? new.name.place),
            notes: (was.map { [("its default was this", .old($0.place))] } ?? []) + context.notes)
    }

    /// Compares what a field holds, or a payload or output that is one value.
    mutating func compareType(
        _ old: Located<FieldType>, _ new: Located<FieldType>, _ direction: Direction, _ subject: String,
        notes: [(String, VersionPlace)] = [], _ log: inout ChangeLog
    ) {
        guard !versions.areAlike(old.value, new.value) else { return }
        let types = versions.types
        var forward = ReadabilityCheck(writer: versions.old, reader: versions.new) { types.new($0) == $1 }
        var backward = ReadabilityCheck(writer: versions.new, reader: versions.old) { types.new($1) == $0 }
        let (queued, callers) = (
            forward.type(old.value, as: new.value), backward.type(new.value, as: old.value)
        )
        let kind: ChangeKind
        if direction == .payload {
            switch (queued, old.value, new.value) {
            case (.all, _, _): kind = .swiftTypeChanged
            case (.widened, let inner, .optional(let wrapped)) where versions.areAlike(inner, wrapped):
                kind = .payloadFieldOptional
            case (.widened, _, _): kind = .payloadTypeWidened
            case (.narrowed, .optional(let wrapped), let inner) where versions.areAlike(wrapped, inner):
                kind = .payloadFieldRequired
            case (.narrowed, _, _): kind = .payloadTypeNarrowed
            case (.nothing, _, _): kind = .payloadTypeChanged
            }
        } else {
            switch (callers, queued) {
            case (.nothing, _): kind = .outputTypeChanged
            case (.narrowed, _): kind = .outputTypeWidened
            case (_, .narrowed), (_, .nothing): kind = .outputTypeNarrowed
            default: kind = .swiftTypeChanged
            }
        }
        log.add(
            kind, "\(subject) is of type '\(new.value)', and was of type '\(old.value)'", at: .new(new.place),
            notes: [("it was '\(old.value)'", .old(old.place))] + notes)
    }

    mutating func compareCases(
        _ old: [Located<String>], _ new: [Located<String>], _ context: FieldContext, _ log: inout ChangeLog
    ) {
        let (oldNames, newNames) = (Set(old.map(\.value)), Set(new.map(\.value)))
        let added = new.filter { !oldNames.contains($0.value) }
        for removed in old where !newNames.contains(removed.value) {
            let near = NearestName.find(removed.value, among: added.map(\.value))
            let hint = near.map { "; it seems to be '\($0)' now" } ?? ""
            log.add(
                context.kind(.payloadCaseRemoved, .outputCaseRemoved),
                "case '\(removed.value)' of \(context.name) is removed\(hint)", at: .old(removed.place),
                notes: [("\(context.subject) is declared here", .new(context.new))] + context.notes)
        }
        for added in added {
            log.add(
                context.kind(.payloadCaseAdded, .outputCaseAdded),
                "case '\(added.value)' of \(context.name) is added", at: .new(added.place), notes: context.notes)
        }
    }

    /// A field is the same under another name if it is of the same type and has a similar name, or the same place among
    /// its neighbours.
    private func look(_ fields: [FieldDeclaration], _ index: Int, in declarations: Declarations) -> Matching.Look {
        let type = "\(fields[index].type.value)"
        let before = index == 0 ? "" : fields[index - 1].name.value
        let after = index + 1 == fields.count ? "" : fields[index + 1].name.value
        let isAlone = fields.count == 1
        return Matching.Look(necessary: type, sufficient: isAlone ? nil : "\(type) \(before) \(after)")
    }
}

extension Literal {
    /// A default of null says no more than none.
    fileprivate var orNil: Literal? { self == .null ? nil : self }
}
