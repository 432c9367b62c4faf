import Sluice

/// An admission with what a store keeps beside it: ids, a clock that tests move, and all that was reported.
///
/// A class, because `#expect` copies what it looks into, and an `Admission` cannot be copied.
final class AdmissionHarness {
    var core: Admission
    var now = Timestamp(microseconds: 1_000_000_000)
    var events: [Admission.Event] = []
    let task: TaskIndex
    let worker: WorkerIndex
    private var ids = RunIDGenerator(origin: 1)

    init(organizationLimit: Int? = nil) {
        core = Admission(organizationLimit: organizationLimit)
        task = core.declareTask("task")
        worker = core.addWorker()
    }

    func queue(
        _ name: String, perKey: Int? = nil, total: Int? = nil, keys: ConcurrencyKeyMode = .none,
        onWait: WaitMode = .release, startsPaused: Bool = false
    ) -> QueueIndex {
        core.declareQueue(
            QueueDeclaration(
                name: name, concurrencyKey: keys, limit: .init(perKey: perKey, total: total), onWait: onWait,
                startsPaused: startsPaused),
            events: &events)
    }

    /// Triggers a run now.
    func trigger(
        _ queue: QueueIndex, key: String? = nil, task: TaskIndex? = nil, delay: Duration? = nil, ttl: Duration? = nil,
        priority: Duration = .zero, maxAttempts: Int = 1, parent: RunIndex? = nil
    ) throws(Admission.EnqueueError) -> RunIndex {
        try core.enqueue(
            NewRun(
                id: ids.next(at: now), task: task ?? self.task, queue: queue, key: key, triggeredAt: now,
                dueAt: delay.map { now + $0 }, ttl: ttl, priority: priority, maxAttempts: maxAttempts, parent: parent))
    }

    /// Lets a worker take what it can, by default the one that serves all tasks.
    func admit(_ limit: Int = 1_000, by worker: WorkerIndex? = nil) -> [Admission.Admitted] {
        var admitted: [Admission.Admitted] = []
        core.admit(worker ?? self.worker, limit: limit, now: now, into: &admitted, events: &events)
        return admitted
    }

    @discardableResult
    func finish(_ admitted: Admission.Admitted, _ outcome: Admission.Outcome = .completed) -> Admission.Finished {
        core.finish(admitted.run, admitted.token, outcome, now: now, events: &events)
    }

    func wait(_ parent: Admission.Admitted, for children: RunIndex...) -> Admission.Wait {
        core.wait(
            parent.run, parent.token, for: children.map { .init($0, isOwn: true) }, now: now, events: &events)
    }

    @discardableResult
    func cancel(_ run: RunIndex) -> Admission.Cancel {
        core.cancel(run, now: now, events: &events)
    }

    /// Lets time pass.
    func pass(_ duration: Duration) {
        now = now + duration
        core.advance(to: now, events: &events)
    }

    func look(_ queue: QueueIndex) -> Admission.QueueView { core.look(at: queue) }

    func look(_ run: RunIndex) -> Admission.RunView { core.look(at: run) }

    func pools(_ queue: QueueIndex) -> [Admission.PoolView] { core.lookAtPools(of: queue) }

    func counts(_ queue: QueueIndex) -> Admission.Counts { look(queue).counts }

    func index(_ id: RunID) -> RunIndex? { core.index(of: id) }

    var nextDeadline: Timestamp? { core.nextDeadline() }

    /// How runs have ended, in order.
    var endings: [Admission.EndState] {
        events.compactMap { if case .ended(_, _, let state) = $0 { state } else { nil } }
    }

    var resumed: [RunIndex] {
        events.compactMap { if case .resumable(let run, _, _) = $0 { run } else { nil } }
    }

    var cancelRequests: [RunIndex] {
        events.compactMap { if case .cancelRequested(let run, _, _, _) = $0 { run } else { nil } }
    }

    var organization: Admission.Counts { core.organization }

    func hasWork(for worker: WorkerIndex) -> Bool { core.hasWork(for: worker) }

    var hasWork: Bool { hasWork(for: worker) }
}
