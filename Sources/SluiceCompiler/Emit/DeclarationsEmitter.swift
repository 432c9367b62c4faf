/// Writes the limits, queues and tasks that a service registers when it starts.
///
/// One statement each: as one large literal, a thousand queues took ten times as long to compile.
struct DeclarationsEmitter {
    let generator: Generator

    private var arena: TextArena { generator.arena }

    func emit(to writer: SwiftWriter) {
        let declarations = generator.declarations
        writer.block("extension \(generator.namespace)") {
            writer.line("/// The queues and tasks, and their limits.")
            writer.line("\(generator.access)static let declarations: Sluice.Declarations = makeDeclarations()")
            writer.line()
            writer.block("private static func makeDeclarations() -> Sluice.Declarations") {
                writer.line("var declarations = Sluice.Declarations()")
                if let organization = declarations.organization { emit(organization.limit, to: writer) }
                for index in declarations.queues.indices { emitQueue(index, to: writer) }
                for index in declarations.tasks.indices { emitTask(index, to: writer) }
                writer.line("return declarations")
            }
        }
    }

    private func emit(_ limit: OrganizationDeclaration.Limit, to writer: SwiftWriter) {
        switch limit {
        case .fixed(let limit):
            writer.line("declarations.setOrganization(concurrencyLimit: \(arena.store(limit.value)))")
        case .plans(let plans, let standard):
            for plan in plans {
                let limit = arena.store(plan.concurrencyLimit.value)
                writer.line("declarations.addPlan(\(arena.literal(plan.name.value)), concurrencyLimit: \(limit))")
            }
            writer.line("declarations.setDefaultPlan(\(arena.literal(standard.value)))")
        }
    }

    private func emitQueue(_ index: Int, to writer: SwiftWriter) {
        let queues = generator.declarations.queues
        let limits = queues[index].limits
        var arguments: [SwiftLine] = ["\(generator.names.queues[index].literal)"]
        if queues[index].concurrencyKey == .none {
            if let limit = limits.total { arguments.append("concurrencyLimit: \(arena.store(limit.value))") }
        } else {
            arguments.append(
                queues[index].concurrencyKey == .required ? "concurrencyKey: .required" : "concurrencyKey: .optional")
            if let limit = limits.perKey { arguments.append("perKey: \(arena.store(limit.value))") }
            if let limit = limits.total { arguments.append("total: \(arena.store(limit.value))") }
        }
        if queues[index].onWait == .hold { arguments.append("onWait: .hold") }
        if queues[index].paused { arguments.append("paused: true") }
        writer.list("declarations.addQueue", arguments, "")
    }

    private func emitTask(_ index: Int, to writer: SwiftWriter) {
        let tasks = generator.declarations.tasks
        let names = generator.names
        var arguments: [SwiftLine] = [
            "\(names.tasks[index].literal)", "queue: \(names.queues[tasks[index].queue.target].literal)",
        ]
        arguments.reserveCapacity(9)
        if !tasks[index].overrides.isEmpty {
            let queues = tasks[index].overrides.map { names.queues[$0.target].literal }
            arguments.append(writer.item("overrides: [", queues, "]", in: arena))
        }
        let retry = differences(in: tasks[index].retry)
        if !retry.isEmpty { arguments.append(writer.item("retry: Sluice.RetryPolicy(", retry, ")", in: arena)) }
        if let duration = tasks[index].maxDuration {
            arguments.append("maxDuration: \(expression(for: duration.value))")
        }
        if let duration = tasks[index].ttl { arguments.append("ttl: \(expression(for: duration.value))") }
        if let duration = tasks[index].priority { arguments.append("priority: \(expression(for: duration.value))") }
        if !tasks[index].waitsFor.isEmpty {
            let awaited = tasks[index].waitsFor.map { names.tasks[$0.target].literal }
            arguments.append(writer.item("waitsFor: [", awaited, "]", in: arena))
        }
        if let schedule = tasks[index].schedule {
            arguments.append(
                writer.item("schedule: Sluice.TaskSchedule(", self.arguments(of: schedule), ")", in: arena))
        }
        writer.list("declarations.addTask", arguments, "")
    }

    private func arguments(of schedule: ScheduleDeclaration) -> [SwiftText] {
        var arguments = [arena.join("cron: \(arena.literal(schedule.cron.value))")]
        if let timezone = schedule.timezone {
            arguments.append(arena.join("timezone: \(arena.literal(timezone.value))"))
        }
        if schedule.missed == .latest { arguments.append("missed: .latest") }
        return arguments
    }

    /// What differs from the language's defaults, which are the runtime's as well.
    private func differences(in retry: RetryPolicy) -> [SwiftText] {
        let standard = RetryPolicy()
        var arguments: [SwiftText] = []
        if retry.maxAttempts != standard.maxAttempts {
            arguments.append(arena.join("maxAttempts: \(arena.store(retry.maxAttempts))"))
        }
        if retry.factor != standard.factor {
            arguments.append(arena.join("factor: \(arena.store(retry.factor.description))"))
        }
        if retry.minTimeout != standard.minTimeout {
            arguments.append(arena.join("minTimeout: \(expression(for: retry.minTimeout))"))
        }
        if retry.maxTimeout != standard.maxTimeout {
            arguments.append(arena.join("maxTimeout: \(expression(for: retry.maxTimeout))"))
        }
        if retry.randomize != standard.randomize { arguments.append("randomize: false") }
        return arguments
    }

    private func expression(for duration: Milliseconds) -> SwiftText {
        let (seconds, rest) = duration.count.quotientAndRemainder(dividingBy: 1_000)
        return rest == 0
            ? arena.join(".seconds(\(arena.store(seconds)))")
            : arena.join(".milliseconds(\(arena.store(duration.count)))")
    }
}
