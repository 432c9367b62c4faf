import SluiceCompiler

/// Payloads and outputs, and the types that they reach.
func compareValues(_ versions: Versions, _ log: inout ChangeLog) {
    var comparison = ValueComparison(versions: versions)
    for (was, now) in versions.tasks.pairs { comparison.compareTask(was, now, &log) }
    comparison.compareReachedTypes(&log)
    comparison.compareUnreachedTypes(&log)
    compareTypeNames(versions, &log)
}

private func compareTypeNames(_ versions: Versions, _ log: inout ChangeLog) {
    let (old, new) = (versions.old, versions.new)
    for type in versions.types.removed {
        log.add(.typeRemoved, "type '\(old.types[type].name.value)' is removed", at: .old(old.types[type].name.place))
    }
    for (was, now) in versions.types.renamed {
        let (oldName, newName) = (old.types[was].name, new.types[now].name)
        log.add(
            .typeRenamed, "type '\(oldName.value)' seems to be renamed to '\(newName.value)'", at: .new(newName.place),
            notes: [("it was '\(oldName.value)'", .old(oldName.place))])
    }
    for type in versions.types.added {
        log.add(.typeAdded, "type '\(new.types[type].name.value)' is added", at: .new(new.types[type].name.place))
    }
}

/// Which way values travel, and so who reads what another version wrote.
enum Direction: Hashable {
    case payload, output

    var word: String { self == .payload ? "payload" : "output" }
}

/// Compares what tasks take and give. A declared type that both versions know is compared once for each direction, where it is
/// declared, with a note on the first value that reaches it.
struct ValueComparison {
    private struct Reached: Hashable {
        let was: Int
        let now: Int
        let direction: Direction
    }

    let versions: Versions
    /// Types that are still to be compared, and what reached them first.
    private var reached: [(type: Reached, by: Reacher)] = []
    private var known: Set<Reached> = []
    /// Types of Swift that were compared.
    private var externals: Set<Int> = []

    init(versions: Versions) { self.versions = versions }

    mutating func compareTask(_ was: Int, _ now: Int, _ log: inout ChangeLog) {
        let (old, new) = (versions.old.tasks[was], versions.new.tasks[now])
        for direction in [Direction.payload, .output] {
            let subject = "the \(direction.word) of task '\(new.id.value)'"
            let (was, now) =
                direction == .payload ? (old.payload, new.payload) : (old.output, new.output)
            compare(was, now, direction, subject, at: (old.id.place, new.id.place), &log)
        }
    }

    private mutating func compare(
        _ was: TaskDeclaration.Shape, _ now: TaskDeclaration.Shape, _ direction: Direction, _ subject: String,
        at places: (old: Place, new: Place), _ log: inout ChangeLog
    ) {
        switch (was, now) {
        case (.none, .none): return
        case (.none, _) where direction == .output:
            return log.add(.outputAdded, "\(subject) is new", at: .new(now.place ?? places.new))
        case (_, .none) where direction == .output:
            return log.add(
                .outputRemoved, "\(subject) is removed", at: .old(was.place ?? places.old),
                notes: [("the task is declared here", .new(places.new))])
        case (.type(let was), .type(let now)):
            reach(
                was.value, now.value, direction,
                from: Reacher(subject: subject, place: now.place, origin: subject))
            return compareType(was, now, direction, subject, &log)
        case (.type(let type), .none) where versions.old.fields(of: was) == nil:
            return log.add(
                .payloadFieldRemoved, "\(subject) is removed", at: .old(type.place),
                notes: [("the task is declared here", .new(places.new))])
        default: break
        }
        guard let oldFields = versions.old.fields(of: was), let newFields = versions.new.fields(of: now) else {
            return log.add(
                direction == .payload ? .payloadReplaced : .outputReplaced, "\(subject) is another kind of value",
                at: .new(now.place ?? places.new), notes: [("it was declared here", .old(was.place ?? places.old))])
        }
        compareFields(
            oldFields, newFields,
            FieldContext(
                direction: direction, subject: subject, old: was.place ?? places.old, new: now.place ?? places.new),
            &log)
        switch (was, now) {
        case (.fields, .type(let type)), (.type(let type), .fields):
            let text =
                now.isInline
                ? "has fields of its own, and was of type '\(type.value)'"
                : "is of type '\(type.value)', and had fields of its own"
            log.add(.swiftTypeChanged, "\(subject) \(text)", at: .new(now.place ?? places.new))
        default: break
        }
    }

    /// Compares the types that tasks reach, directly or through other types.
    mutating func compareReachedTypes(_ log: inout ChangeLog) {
        var next = 0
        while next < reached.count {
            let (type, reacher) = reached[next]
            next += 1
            let (old, new) = (versions.old.types[type.was], versions.new.types[type.now])
            let subject = "type '\(new.name.value)'"
            let context = FieldContext(
                direction: type.direction, subject: subject, old: old.name.place, new: new.name.place,
                reachedBy: reacher)
            switch (old.kind, new.kind) {
            case (.structure(let was), .structure(let now)): compareFields(was, now, context, &log)
            case (.enumeration(let was), .enumeration(let now)): compareCases(was, now, context, &log)
            case (.external(let was), .external(let now)):
                // What it means is the same in both directions.
                guard was.value != now.value, externals.insert(type.now).inserted else { continue }
                log.add(
                    .externalTypeChanged, "type '\(new.name.value)' is \(now.value) in Swift, and was \(was.value)",
                    at: .new(now.place), notes: [("it was \(was.value)", .old(was.place))])
            default:
                log.add(
                    type.direction == .payload ? .payloadTypeChanged : .outputTypeChanged,
                    "\(context.name) is another kind of type", at: .new(new.name.place), notes: context.notes)
            }
        }
    }

    mutating func compareUnreachedTypes(_ log: inout ChangeLog) {
        let seen = Set(known.map(\.was))
        for (was, now) in versions.types.pairs where !seen.contains(was) {
            let (old, new) = (versions.old.types[was], versions.new.types[now])
            guard !isUnchanged(old.kind, new.kind) else { continue }
            log.add(
                .unreachedTypeChanged, "type '\(new.name.value)' is changed, which no task carries",
                at: .new(new.name.place), notes: [("it was declared here", .old(old.name.place))])
        }
    }

    private func isUnchanged(_ was: TypeDeclaration.Kind, _ now: TypeDeclaration.Kind) -> Bool {
        switch (was, now) {
        case (.structure(let was), .structure(let now)):
            was.count == now.count
                && zip(was, now).allSatisfy {
                    $0.name.value == $1.name.value && $0.defaultValue?.value == $1.defaultValue?.value
                        && versions.areAlike($0.type.value, $1.type.value)
                }
        case (.enumeration(let was), .enumeration(let now)): Set(was.map(\.value)) == Set(now.map(\.value))
        case (.external(let was), .external(let now)): was.value == now.value
        default: false
        }
    }

    /// Notes what a value reaches that both versions declare.
    mutating func reach(_ was: FieldType, _ now: FieldType, _ direction: Direction, from reacher: Reacher) {
        switch (was, now) {
        case (.optional(let was), .optional(let now)), (.array(let was), .array(let now)),
            (.dictionary(let was), .dictionary(let now)):
            reach(was, now, direction, from: reacher)
        case (.optional(let was), _): reach(was, now, direction, from: reacher)
        case (_, .optional(let now)): reach(was, now, direction, from: reacher)
        case (.named(let was), .named(let now)):
            let type = Reached(was: was.target, now: now.target, direction: direction)
            guard versions.types.new(was.target) == now.target, known.insert(type).inserted else { return }
            reached.append((type, reacher))
        default: break
        }
    }
}

extension TaskDeclaration.Shape {
    fileprivate var isInline: Bool {
        if case .fields = self { true } else { false }
    }

    /// Where it begins, if that is known.
    fileprivate var place: Place? {
        switch self {
        case .none: nil
        case .fields(let fields): fields.first?.name.place
        case .type(let type): type.place
        }
    }
}

extension Declarations {
    /// The fields that make up a value; `nil` where it is no object of fields.
    fileprivate func fields(of shape: TaskDeclaration.Shape) -> [FieldDeclaration]? {
        switch shape {
        case .none: []
        case .fields(let fields): fields
        case .type(let type):
            if case .named(let reference) = type.value, case .structure(let fields) = self[reference].kind {
                fields
            } else {
                nil
            }
        }
    }
}
