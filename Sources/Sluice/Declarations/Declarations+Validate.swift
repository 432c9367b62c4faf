extension Declarations {
    /// What the compiler has checked of YAML, for declarations that were made by hand.
    /// - Throws: ``SluiceError`` with `invalidLimit`, `unknownQueue` or `invalidOption` for what can't be.
    package func validate(organizationLimit: Int?) throws(SluiceError) {
        if let organizationLimit, organizationLimit < 1 {
            throw SluiceError(
                .invalidLimit, "an organization limit of \(organizationLimit) would never start a run; it is at least 1"
            )
        }
        for queue in queues {
            if let limit = [queue.limit.perKey, queue.limit.total].compactMap(\.self).first(where: { $0 < 1 }) {
                throw SluiceError(
                    .invalidLimit,
                    "queue '\(queue.name)' declares a limit of \(limit), which would never start a run; declare it as paused instead"
                )
            }
        }
        let declared = Set(queues.map(\.name))
        for task in tasks {
            if let queue = ([task.queue] + task.overrides).first(where: { !declared.contains($0) }) {
                throw SluiceError(.unknownQueue, "task '\(task.id)' refers to queue '\(queue)', which is not declared")
            }
            guard task.retry.maxAttempts >= 1 else {
                throw SluiceError(
                    .invalidOption,
                    "task '\(task.id)' declares \(task.retry.maxAttempts) attempts; a run needs at least 1")
            }
            let retry = task.retry
            guard retry.factor >= 1, retry.factor.isFinite, retry.minTimeout >= .zero, retry.maxTimeout >= .zero else {
                throw SluiceError(
                    .invalidOption,
                    "task '\(task.id)' declares retries that can't be: 'factor' is at least 1, and no timeout is negative"
                )
            }
            guard task.ttl ?? .seconds(1) > .zero, task.maxDuration ?? .seconds(1) > .zero, task.priority >= .zero
            else {
                throw SluiceError(
                    .invalidOption,
                    "task '\(task.id)' declares a duration that can't be: 'ttl' and 'maxDuration' are longer than nothing, 'priority' is not negative"
                )
            }
            if let schedule = task.schedule {
                do throws(SluiceError) { _ = try ScheduleClock(schedule) } catch {
                    throw SluiceError(
                        error.code, "task '\(task.id)' can't be scheduled: \(error.message)")
                }
            }
        }
    }
}
