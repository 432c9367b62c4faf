import SluiceCompiler

/// Two versions of a target's declarations, and what in one is what in the other.
struct Versions {
    let old: Declarations
    let new: Declarations
    /// By index in `old` and `new`.
    let tasks: Matching
    let queues: Matching
    let types: Matching

    init(old: Declarations, new: Declarations) {
        self.old = old
        self.new = new
        tasks = Matching(
            old.tasks.map(\.id.value), new.tasks.map(\.id.value), oldLook: { old.tasks[$0].look },
            newLook: { new.tasks[$0].look })
        types = Matching(
            old.types.map(\.name.value), new.types.map(\.name.value), oldLook: { old.types[$0].look },
            newLook: { new.types[$0].look })
        // A task's own queue goes with the task.
        let ownQueues = tasks.pairs.compactMap { was, now -> (Int, Int)? in
            guard old.tasks[was].ownsQueue, new.tasks[now].ownsQueue else { return nil }
            return (old.tasks[was].queue.target, new.tasks[now].queue.target)
        }
        let (oldUsers, newUsers) = (old.queueUsers, new.queueUsers)
        queues = Matching(
            old.queues.map { $0.owner == nil ? $0.name.value : nil },
            new.queues.map { $0.owner == nil ? $0.name.value : nil }, known: ownQueues,
            oldLook: { old.queues[$0].look(usedBy: oldUsers[$0]) },
            newLook: { new.queues[$0].look(usedBy: newUsers[$0]) })
    }

    /// Whether both types are written alike, types that seem to be renamed included.
    func areAlike(_ was: FieldType, _ now: FieldType) -> Bool {
        switch (was, now) {
        case (.builtin(let was), .builtin(let now)): was == now
        case (.array(let was), .array(let now)), (.dictionary(let was), .dictionary(let now)),
            (.optional(let was), .optional(let now)):
            areAlike(was, now)
        case (.named(let was), .named(let now)): types.new(was.target) == now.target
        default: false
        }
    }
}

extension Declarations {
    /// For each queue, the tasks whose triggers may get it.
    fileprivate var queueUsers: [[String]] {
        var users = Array(repeating: [String](), count: queues.count)
        for task in tasks {
            for queue in [task.queue] + task.overrides { users[queue.target].append(task.id.value) }
        }
        return users.map { $0.sorted() }
    }
}

extension TaskDeclaration {
    fileprivate var look: Matching.Look {
        let values = payload.text + "→" + output.text
        let queues = ([queue] + overrides).map { ownsQueue && $0 == queue ? "" : $0.name }
        let rest = [description ?? ""] + queues + waitsFor.map(\.name)
        return Matching.Look(
            necessary: values, sufficient: values == "→" ? nil : values + "\n" + rest.joined(separator: "\n"))
    }
}

extension TypeDeclaration {
    fileprivate var look: Matching.Look {
        let text =
            switch kind {
            case .structure(let fields): fields.text
            case .enumeration(let cases): cases.map(\.value).sorted().joined(separator: ", ")
            case .external(let type): "swift: \(type.value)"
            }
        return Matching.Look(necessary: text, sufficient: text)
    }
}

extension QueueDeclaration {
    fileprivate func look(usedBy users: [String]) -> Matching.Look {
        let limits = [limits.perKey, limits.total].map { $0.map { "\($0.value)" } ?? "" }
        let settings = ([concurrencyKey.rawValue, onWait.rawValue] + limits).joined(separator: " ")
        return Matching.Look(necessary: settings, sufficient: settings + "\n" + users.joined(separator: "\n"))
    }
}

extension TaskDeclaration.Shape {
    fileprivate var text: String {
        switch self {
        case .none: ""
        case .fields(let fields): fields.text
        case .type(let type): type.value.description
        }
    }
}

extension [FieldDeclaration] {
    fileprivate var text: String {
        "{\(map { "\($0.name.value): \($0.type.value)" }.sorted().joined(separator: ", "))}"
    }
}
