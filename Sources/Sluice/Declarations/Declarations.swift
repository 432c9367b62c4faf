/// What one target's YAML declares: the organization's limit, queues and tasks. Generated code builds it; a client registers it.
public struct Declarations: Sendable, Hashable {
    /// The cap over every queue.
    public private(set) var organization: OrganizationLimit = .unlimited
    /// The queues, the tasks' own included, in the order of the YAML.
    public private(set) var queues: [QueueDeclaration] = []
    /// The tasks, in the order of the YAML.
    public private(set) var tasks: [TaskDeclaration] = []

    /// Creates declarations without queues and tasks.
    public init() {}

    /// Sets the cap over every queue, in runs executing at once.
    public mutating func setOrganization(concurrencyLimit: Int) {
        organization = .fixed(concurrencyLimit)
    }

    /// Adds a plan with its cap, in runs executing at once. The first plan added is the default until ``setDefaultPlan(_:)``.
    public mutating func addPlan(_ name: String, concurrencyLimit: Int) {
        var limits: [String: Int] = [:]
        var defaultPlan = name
        if case .byPlan(let known, let first) = organization { (limits, defaultPlan) = (known, first) }
        limits[name] = concurrencyLimit
        organization = .byPlan(limits, defaultPlan: defaultPlan)
    }

    /// Sets the plan that counts where none is named.
    public mutating func setDefaultPlan(_ name: String) {
        guard case .byPlan(let limits, _) = organization else { return }
        organization = .byPlan(limits, defaultPlan: name)
    }

    /// Adds a queue. `concurrencyLimit` is the bound of a queue without keys; a keyed one has `perKey`, `total` or both.
    public mutating func addQueue(
        _ name: String, concurrencyLimit: Int? = nil, concurrencyKey: ConcurrencyKeyMode = .none, perKey: Int? = nil,
        total: Int? = nil, onWait: WaitMode = .release, paused: Bool = false
    ) {
        queues.append(
            QueueDeclaration(
                name: name, concurrencyKey: concurrencyKey,
                limit: ConcurrencyLimit(perKey: perKey, total: total ?? concurrencyLimit), onWait: onWait,
                startsPaused: paused))
    }

    /// Adds a task.
    public mutating func addTask(
        _ id: String, queue: String, overrides: [String] = [], retry: RetryPolicy = RetryPolicy(),
        maxDuration: Duration? = nil,
        ttl: Duration? = nil, priority: Duration = .zero, waitsFor: [String] = [], schedule: TaskSchedule? = nil
    ) {
        tasks.append(
            TaskDeclaration(
                id: id, queue: queue, overrides: overrides, retry: retry, maxDuration: maxDuration, ttl: ttl,
                priority: priority,
                waitsFor: waitsFor, schedule: schedule))
    }

    /// The same with waits between attempts as long as declared, without their random part.
    package func withoutRandomWaits() -> Declarations {
        var copy = self
        for index in copy.tasks.indices { copy.tasks[index].retry.randomize = false }
        return copy
    }

    /// Several targets' declarations as one.
    ///
    /// Queues and tasks that several declare must be the same in each; at most one may set the organization's limit, unless they agree.
    /// - Throws: ``SluiceError`` with `conflictingDeclarations`.
    public static func merged(_ parts: [Declarations]) throws(SluiceError) -> Declarations {
        guard parts.count != 1 else { return parts[0] }
        var merged = Declarations()
        var queues: [String: QueueDeclaration] = [:]
        var tasks: [String: TaskDeclaration] = [:]
        for part in parts {
            if part.organization != .unlimited {
                guard merged.organization == .unlimited || merged.organization == part.organization else {
                    throw SluiceError(
                        .conflictingDeclarations,
                        "two targets declare different organization limits; declare 'organization' in one of them")
                }
                merged.organization = part.organization
            }
            for queue in part.queues {
                if let known = queues.updateValue(queue, forKey: queue.name) {
                    guard known == queue else { throw conflict("queue", queue.name) }
                } else {
                    merged.queues.append(queue)
                }
            }
            for task in part.tasks {
                if let known = tasks.updateValue(task, forKey: task.id) {
                    guard known == task else { throw conflict("task", task.id) }
                } else {
                    merged.tasks.append(task)
                }
            }
        }
        return merged
    }

    private static func conflict(_ kind: String, _ name: String) -> SluiceError {
        SluiceError(
            .conflictingDeclarations, "\(kind) '\(name)' is declared twice with different settings; rename one of them")
    }
}
