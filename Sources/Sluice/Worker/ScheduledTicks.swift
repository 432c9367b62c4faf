/// The ticks of declared schedules, for who lets time pass by hand and triggers them instead of a worker.
package struct ScheduledTicks: Sendable {
    private let clocks: [(task: String, clock: ScheduleClock)]
    private let client: Client

    /// - Parameters:
    ///   - client: What registered the schedules.
    ///   - worker: Which serves their tasks.
    /// - Throws: ``SluiceError`` with `invalidOption` for a schedule that can't be.
    package init(client: Client, worker: Worker) throws(SluiceError) {
        self.client = client
        var clocks: [(task: String, clock: ScheduleClock)] = []
        for task in client.declarations.tasks where worker.tasks.contains(task.id) {
            if let schedule = task.schedule { clocks.append((task.id, try ScheduleClock(schedule))) }
        }
        self.clocks = clocks
    }

    /// The first tick of any of them after a moment.
    package func next(after time: Timestamp) -> Timestamp? {
        clocks.compactMap { $0.clock.tick(after: time) }.min()
    }

    /// Triggers the runs of the ticks at a time, in the order of the declarations.
    /// - Throws: What the store throws.
    package func trigger(at time: Timestamp) async throws {
        for (task, clock) in clocks where clock.tick(after: time - .microseconds(1)) == time {
            _ = try await client.store.enqueue([client.request(forTick: time, of: task)])
        }
    }
}
