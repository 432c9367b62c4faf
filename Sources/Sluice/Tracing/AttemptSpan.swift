import Tracing

/// The span of one attempt, which its handler executes in.
final class AttemptSpan: Sendable {
    private let span: any Span

    init(_ span: any Span) { self.span = span }

    /// What the handler's own spans, triggers and log lines belong to.
    var context: ServiceContext { span.context }

    /// Ends the span. Only a failure and a timeout are errors: who cancels a run, or stops a worker, means to.
    func end(_ outcome: AttemptEnding.Outcome, _ error: (any Error)?) {
        span.attributes["sluice.outcome"] = outcome.name
        switch outcome {
        case .failed, .timedOut:
            if let error {
                span.recordError(error)
                span.attributes["error.type"] = String(reflecting: type(of: error))
            }
            span.setStatus(SpanStatus(code: .error, message: outcome.message))
        case .completed, .canceled, .returned: break
        }
        span.end()
    }
}

extension AttemptEnding.Outcome {
    /// As metrics and traces call it.
    var name: String {
        switch self {
        case .completed: "completed"
        case .failed: "failed"
        case .timedOut: "timedOut"
        case .canceled: "canceled"
        case .returned: "returned"
        }
    }

    fileprivate var message: String? {
        switch self {
        case .failed(let message, _): message
        case .timedOut: "the attempt executed longer than 'maxDuration'"
        case .completed, .canceled, .returned: nil
        }
    }
}
