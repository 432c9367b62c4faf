/// Writes the limits, queues and tasks that a service registers when it starts.
///
/// One statement each: as one large literal, a thousand queues took ten times as long to compile.
struct DeclarationsEmitter {
    let generator: Generator

    func emit(to writer: SwiftWriter) {
        writer.block("extension \(generator.namespace)") {
            writer.line("/// The queues and tasks, and their limits.")
            writer.line("\(generator.access)static let declarations: Sluice.Declarations = makeDeclarations()")
            writer.line()
            writer.block("private static func makeDeclarations() -> Sluice.Declarations") {
                writer.line("var declarations = Sluice.Declarations()")
                if let organization = generator.declarations.organization { emit(organization.limit, to: writer) }
                for queue in generator.declarations.queues { emit(queue, to: writer) }
                for task in generator.declarations.tasks { emit(task, to: writer) }
                writer.line("return declarations")
            }
        }
    }

    private func emit(_ limit: OrganizationDeclaration.Limit, to writer: SwiftWriter) {
        switch limit {
        case .fixed(let limit): writer.line("declarations.setOrganization(concurrencyLimit: \(limit.value))")
        case .plans(let plans, let standard):
            for plan in plans {
                let name = plan.name.value
                writer.line(
                    "declarations.addPlan(\(literal: name), concurrencyLimit: \(plan.concurrencyLimit.value))")
            }
            writer.line("declarations.setDefaultPlan(\(literal: standard.value))")
        }
    }

    private func emit(_ queue: QueueDeclaration, to writer: SwiftWriter) {
        var arguments: [SwiftText] = ["\(literal: queue.name.value)"]
        if queue.concurrencyKey == .none {
            if let limit = queue.limits.total { arguments.append("concurrencyLimit: \(limit.value)") }
        } else {
            arguments.append("concurrencyKey: .\(queue.concurrencyKey.rawValue)")
            if let limit = queue.limits.perKey { arguments.append("perKey: \(limit.value)") }
            if let limit = queue.limits.total { arguments.append("total: \(limit.value)") }
        }
        if queue.onWait != .release { arguments.append("onWait: .\(queue.onWait.rawValue)") }
        if queue.paused { arguments.append("paused: true") }
        writer.list("declarations.addQueue", arguments, "")
    }

    private func emit(_ task: TaskDeclaration, to writer: SwiftWriter) {
        var arguments: [SwiftText] = ["\(literal: task.id.value)", "queue: \(literal: task.queue.name)"]
        if !task.overrides.isEmpty { arguments.append("overrides: \(names(task.overrides.map(\.name)))") }
        let retry = differences(in: task.retry)
        if !retry.isEmpty { arguments.append("retry: Sluice.RetryPolicy(\(retry.commaSeparated()))") }
        if let duration = task.maxDuration { arguments.append("maxDuration: \(expression(for: duration.value))") }
        if let duration = task.ttl { arguments.append("ttl: \(expression(for: duration.value))") }
        if let duration = task.priority { arguments.append("priority: \(expression(for: duration.value))") }
        if !task.waitsFor.isEmpty { arguments.append("waitsFor: \(names(task.waitsFor.map(\.name)))") }
        writer.list("declarations.addTask", arguments, "")
    }

    private func names(_ names: [String]) -> SwiftText {
        "[\(names.map { "\(literal: $0)" as SwiftText }.commaSeparated())]"
    }

    /// What differs from the language's defaults, which are the runtime's as well.
    private func differences(in retry: RetryPolicy) -> [SwiftText] {
        let standard = RetryPolicy()
        var arguments: [SwiftText] = []
        if retry.maxAttempts != standard.maxAttempts { arguments.append("maxAttempts: \(retry.maxAttempts)") }
        if retry.factor != standard.factor { arguments.append("factor: \(retry.factor.description)") }
        if retry.minTimeout != standard.minTimeout {
            arguments.append("minTimeout: \(expression(for: retry.minTimeout))")
        }
        if retry.maxTimeout != standard.maxTimeout {
            arguments.append("maxTimeout: \(expression(for: retry.maxTimeout))")
        }
        if retry.randomize != standard.randomize { arguments.append("randomize: \(String(retry.randomize))") }
        return arguments
    }

    private func expression(for duration: Milliseconds) -> SwiftText {
        let (seconds, rest) = duration.count.quotientAndRemainder(dividingBy: 1_000)
        return rest == 0 ? ".seconds(\(seconds))" : ".milliseconds(\(duration.count))"
    }
}
