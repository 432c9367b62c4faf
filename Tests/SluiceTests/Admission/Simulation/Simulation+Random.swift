import Sluice

/// Which operations are tried.
extension Simulation {
    func randomOperation() -> Operation {
        let isFull = model.runs.count >= shape.liveRuns
        switch random.below(100) {
        case 0..<28: return isFull ? randomFinish() : .trigger(randomTrigger())
        case 28..<50: return .admit(worker: randomWorker(), limit: 1 + random.below(4))
        case 50..<70: return randomFinish()
        case 70..<78: return randomWait()
        case 78..<83: return randomCancel()
        case 83..<88: return .pass(Int64(random.below(3_000)))
        case 88..<92: return .advance
        case 92..<94: return randomWorkerChange()
        default: return randomQueueChange()
        }
    }

    /// Seldom one that was removed, which is to be given nothing.
    private func randomWorker() -> Int {
        if presentWorkers.isEmpty || random.chance(2) { return random.below(model.workers.count) }
        return presentWorkers[random.below(presentWorkers.count)]
    }

    private func randomTrigger() -> Operation.Trigger {
        let queue = random.below(model.queues.count)
        let parents = random.chance(25) ? model.runs.filter { $0.state == .executing } : []
        let key =
            switch model.queues[queue].declaration.concurrencyKey {
            case .none: random.chance(3) ? 0 : -1
            case .required: random.chance(3) ? -1 : random.below(NaiveModel.keyCount)
            case .optional: random.below(NaiveModel.keyCount + 1) - 1
            }
        return Operation.Trigger(
            id: nextID(), task: random.below(shape.taskCount), queue: queue, key: key,
            delay: random.chance(20) ? Int64(random.below(5_000) - 500) : nil,
            ttl: random.chance(20) ? Int64(random.below(5_000)) : nil,
            priority: random.chance(25) ? Int64(random.below(5_000)) : 0, maxAttempts: 1 + random.below(3),
            parent: parents.isEmpty ? nil : parents[random.below(parents.count)].id)
    }

    private func randomFinish() -> Operation {
        let held = model.runs.filter { $0.worker >= 0 }
        var outcome = Admission.Outcome.completed
        switch random.below(10) {
        case 0: outcome = .failed(retryDelay: nil)
        case 1: outcome = .failed(retryDelay: .zero)
        case 2: outcome = .failed(retryDelay: .microseconds(1 + random.below(3_000)))
        case 3: outcome = .timedOut
        case 4: outcome = .canceled
        case 5: outcome = .returned
        default: break
        }
        if random.chance(10), !staleAttempts.isEmpty {
            let stale = staleAttempts[random.below(staleAttempts.count)]
            return .finish(id: stale.id, token: stale.token, outcome)
        }
        // Those that wait are seldom finished, so that most waits come to their end.
        let candidates = random.chance(90) ? held.filter { $0.state == .executing } : held
        guard !candidates.isEmpty else { return .admit(worker: randomWorker(), limit: 8) }
        let run = candidates[random.below(candidates.count)]
        return .finish(id: run.id, token: run.token, outcome)
    }

    private func randomWait() -> Operation {
        let executing = model.runs.filter { $0.state == .executing }
        guard !executing.isEmpty else { return .trigger(randomTrigger()) }
        let run = executing[random.below(executing.count)]
        if random.chance(3), let stale = staleAttempts.first, model.position(of: run.id) != nil {
            return .wait(id: run.id, token: stale.token, [])
        }
        var children: [Operation.Child] = []
        for _ in 0..<random.below(4) {
            let child = model.runs[random.below(model.runs.count)]
            // A run that has not started is as a rule one that was just triggered, for this purpose.
            children.append(.init(id: child.id, isOwn: child.attempt == 0 && random.chance(80)))
        }
        return .wait(id: run.id, token: run.token, children)
    }

    private func randomCancel() -> Operation {
        guard !model.runs.isEmpty else { return .advance }
        return .cancel(id: model.runs[random.below(model.runs.count)].id)
    }

    private func randomWorkerChange() -> Operation {
        if presentWorkers.count < shape.workerCount { return .addWorker(view: random.below(model.views.count)) }
        let worker = presentWorkers[random.below(presentWorkers.count)]
        if random.chance(30) { return .serve(worker: worker, view: random.below(model.views.count)) }
        return .removeWorker(worker, as: random.chance(70) ? .lost : .stopped)
    }

    private func randomQueueChange() -> Operation {
        let queue = random.below(model.queues.count)
        switch random.below(9) {
        case 0: return .pause(queue: queue)
        case 1, 2: return .resume(queue: queue)
        case 3: return .override(queue: queue, Self.randomLimits(&random))
        case 4: return .reset(queue: queue)
        case 5: return .declare(queue: queue, Self.randomDeclaration(queue, &random))
        case 6: return .limitOrganization(random.chance(70) ? 1 + random.below(8) : nil)
        default: return .admit(worker: randomWorker(), limit: 8)
        }
    }
}
