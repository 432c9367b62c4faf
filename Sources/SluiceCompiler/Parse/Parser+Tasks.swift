internal import SluiceYAML

extension Parser {
    /// Reads the tasks of a file into `declarations`, and their own queues behind the declared ones.
    mutating func tasks(_ section: FileSections.Section, into declarations: inout Declarations) {
        let count = tree.entries(section.value).count
        declarations.tasks.reserveCapacity(declarations.tasks.count + count)
        declarations.queues.reserveCapacity(declarations.queues.count + count)
        eachName(of: section.value, .task) { parser, id, value in
            var (task, ownQueue) = parser.task(
                id, value, index: declarations.tasks.count, nextQueue: declarations.queues.count)
            if let name = task.keyField?.name.value {
                // Types were read before tasks.
                let field = declarations.payloadFields(of: task)?.first { $0.name.value == name }
                task.keyField?.type = field?.type.value
            }
            declarations.tasks.append(task)
            if let ownQueue { declarations.queues.append(ownQueue) }
        }
    }

    private mutating func task(
        _ id: Located<String>, _ node: YAMLNode.ID, index: Int, nextQueue: Int
    ) -> (TaskDeclaration, ownQueue: QueueDeclaration?) {
        let ownName = "task/" + id.value
        var task = TaskDeclaration(id: id, queue: Reference(ownName, at: id.place, index: nextQueue))
        var ownQueue = QueueDeclaration(name: Located(value: ownName, place: id.place))
        eachKey(of: node, .task, named: id.value) { parser, key, keyID, value in
            switch key {
            case .description: task.description = parser.string(value, key)
            case .payload: task.payload = parser.shape(value, key)
            case .output: task.output = parser.shape(value, key)
            case .queue where parser.tree[value].kind == .mapping:
                ownQueue = parser.queue(Located(value: ownName, place: parser.place(keyID)), value)
            case .queue where !parser.isNull(value):
                let expected = "'queue' is the name of a queue, or a mapping that declares the task's own"
                let queue: Reference<QueueDeclaration>? = parser.reference(value, in: parser.names.queues, expected)
                guard let queue else { return }
                task.queue = queue
                task.ownsQueue = false
            case .overrides:
                task.overrides = parser.references(value, key, in: parser.names.queues, of: "queue")
            case .concurrencyKey:
                let name = parser.scalar(value, "a task's 'concurrencyKey' is the name of a payload field")
                task.keyField = name.map { TaskDeclaration.KeyField(name: $0) }
            case .retry: task.retry = parser.retry(value)
            case .maxDuration: task.maxDuration = parser.duration(value, key)
            case .ttl: task.ttl = parser.duration(value, key)
            case .priority: task.priority = parser.duration(value, key)
            case .waitsFor: task.waitsFor = parser.references(value, key, in: parser.names.tasks, of: "task")
            case .schedule where !parser.isNull(value): task.schedule = parser.schedule(value)
            default: break
            }
        }
        guard task.ownsQueue else { return (task, nil) }
        ownQueue.owner = index
        return (task, ownQueue)
    }

    private mutating func retry(_ id: YAMLNode.ID) -> RetryPolicy {
        var retry = RetryPolicy()
        eachKey(of: id, .retry) { parser, key, _, value in
            switch key {
            case .maxAttempts: retry.maxAttempts = parser.count(value, key)?.value ?? retry.maxAttempts
            case .factor: retry.factor = parser.factor(value) ?? retry.factor
            case .minTimeout:
                guard let duration = parser.duration(value, key) else { return }
                retry.minTimeout = duration.value
                retry.minTimeoutPlace = duration.place
            case .maxTimeout:
                guard let duration = parser.duration(value, key) else { return }
                retry.maxTimeout = duration.value
                retry.maxTimeoutPlace = duration.place
            case .randomize: retry.randomize = parser.bool(value, key) ?? retry.randomize
            default: break
            }
        }
        return retry
    }
}
