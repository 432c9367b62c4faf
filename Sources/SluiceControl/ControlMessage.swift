import Sluice

/// What an operator asks of the process that owns a store: a line of JSON, such as `{"pause":{"queue":"mail"}}`. One on each connection.
enum ControlRequest: Codable, Sendable {
    case ping
    case pause(queue: String)
    case resume(queue: String)
    case override(queue: String, perKey: Int?, total: Int?)
    case reset(queue: String)
    case cancel(run: String)
    case replay(run: String, newRun: String)
    case runs(RunFilter)
    case history(run: String)
    case snapshot
}

/// The answer: a line of JSON.
enum ControlReply: Codable, Sendable {
    case done
    /// To a ping: who answers.
    case process(id: Int32)
    /// To a cancel: the run's state now.
    case state(String)
    /// To a replay: the new run.
    case run(String)
    case runs([RunSnapshot])
    /// `nil`: the store does not know the run.
    case history(RunHistory?)
    case snapshot(StoreSnapshot)
    /// What the store threw.
    case refused(code: String, message: String, run: String?)

    init(_ error: any Error) {
        let error = error as? SluiceError ?? SluiceError(.controlFailed, "the service failed: \(error)")
        self = .refused(code: error.code.description, message: error.message, run: error.runID?.description)
    }

    /// What stands in the way of what was asked, if the answer is that.
    var error: SluiceError? {
        guard case .refused(let code, let message, let run) = self else { return nil }
        return SluiceError(SluiceError.Code(name: code), message, runID: run.flatMap(RunID.init))
    }
}

extension ControlRequest {
    /// Does what is asked.
    func perform(by store: any RunStore) async -> ControlReply {
        do {
            switch self {
            case .ping: return .process(id: Process.id)
            case .runs(let filter): return .runs(try await store.runs(matching: filter))
            case .history(let run): return .history(try await store.history(of: id(run)))
            case .snapshot: return .snapshot(try await store.snapshot())
            case .pause(let queue): try await store.pause(queue: queue)
            case .resume(let queue): try await store.resume(queue: queue)
            case .override(let queue, let perKey, let total):
                try await store.override(queue: queue, limit: ConcurrencyLimit(perKey: perKey, total: total))
            case .reset(let queue): try await store.reset(queue: queue)
            case .cancel(let run): return .state(try await store.cancel(id(run)).rawValue)
            case .replay(let run, let newRun):
                return .run(try await store.replay(id(run), as: id(newRun)).description)
            }
            return .done
        } catch {
            return ControlReply(error)
        }
    }

    private func id(_ text: String) throws(SluiceError) -> RunID {
        guard let id = RunID(text) else {
            throw SluiceError(.unknownRun, "'\(text)' is no identifier of a run; it has the form of a UUID")
        }
        return id
    }
}
