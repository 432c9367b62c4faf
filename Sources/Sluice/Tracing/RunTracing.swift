import Tracing

/// Carries traces from triggers to handlers, and records a span for each trigger and each attempt.
///
/// Names and attributes follow OpenTelemetry's semantic conventions for messaging. Where they name a span after its destination, the
/// task's identifier stands: it says what is done, while a queue may be shared.
struct RunTracing: Sendable {
    private let instrument: any Instrument
    private let tracer: any Tracer

    /// Takes the instrument that is in force now: the process's, or that of a test's `withTracer`.
    /// - Returns: `nil` where there is none, so that nobody pays for what nobody sees.
    init?() {
        instrument = InstrumentationSystem.instrument
        if instrument is NoOpInstrument || instrument is NoOpTracer { return nil }
        tracer = InstrumentationSystem.tracer
    }

    /// Has runs of one task accepted within a span, which the runs are told of.
    func accept<Answer>(
        _ requests: [RunRequest], by accept: ([RunRequest]) async throws -> Answer
    ) async throws -> Answer {
        guard let first = requests.first else { return try await accept(requests) }
        let span = tracer.startSpan("trigger \(first.task)", ofKind: .producer)
        defer { span.end() }
        span.updateAttributes { attributes in
            attributes["messaging.system"] = "sluice"
            attributes["messaging.operation.name"] = "trigger"
            attributes["messaging.operation.type"] = "send"
            attributes["messaging.destination.name"] = first.queue
            attributes["sluice.task"] = first.task
            if requests.count == 1 {
                attributes["messaging.message.id"] = "\(first.id)"
                attributes["sluice.key"] = first.key
            } else {
                attributes["messaging.batch.message_count"] = requests.count
            }
        }
        var headers: [String: String] = [:]
        instrument.inject(span.context, into: &headers, using: Headers())
        var requests = requests
        for index in requests.indices { requests[index].traceContext = headers }
        do {
            return try await accept(requests)
        } catch {
            span.recordError(error)
            span.setStatus(SpanStatus(code: .error))
            throw error
        }
    }

    /// Begins an attempt's span: a child of the trigger's, and linked to it as the conventions ask for.
    func begin(_ run: ClaimedRun) -> AttemptSpan {
        var origin = ServiceContext.topLevel
        instrument.extract(run.traceContext, into: &origin, using: Headers())
        let span = tracer.startSpan("process \(run.task)", context: origin, ofKind: .consumer)
        if !origin.isEmpty { span.addLink(SpanLink(context: origin, attributes: [:])) }
        span.updateAttributes { attributes in
            attributes["messaging.system"] = "sluice"
            attributes["messaging.operation.name"] = "process"
            attributes["messaging.operation.type"] = "process"
            attributes["messaging.destination.name"] = run.queue
            attributes["messaging.message.id"] = "\(run.id)"
            attributes["sluice.task"] = run.task
            attributes["sluice.attempt"] = run.attempt
            attributes["sluice.key"] = run.key
        }
        return AttemptSpan(span)
    }
}

/// Reads and writes what travels with a run.
private struct Headers: Injector, Extractor {
    func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) { carrier[key] = value }

    func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
}
