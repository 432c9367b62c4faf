import GRDB
import SluiceSQLite
import Synchronization

/// Lets a store's statements fail at a chosen moment.
final class Sabotage: Sendable {
    /// What happens at the moment.
    enum Blow: Sendable {
        /// SQLite's error, for good.
        case error(ResultCode)
        /// Somebody else's transaction, which ends after so many tries.
        case busy(times: Int)
        /// Whatever the test does.
        case call(@Sendable () throws -> Void)
    }

    private struct State {
        var reached: [Failpoint] = []
        var blow: Blow?
        var place: Place = .statement(0)
        var struckAt: Failpoint?
    }

    enum Place: Sendable {
        /// After so many statements more.
        case statement(Int)
        /// The next time that this is reached.
        case point(Failpoint)
    }

    private let state = Mutex(State())

    /// What the store was about to do, in order.
    var reached: [Failpoint] { state.withLock { $0.reached } }
    /// Where an error has struck.
    var struckAt: Failpoint? { state.withLock { $0.struckAt } }

    func arm(_ blow: Blow, at place: Place) {
        state.withLock { state in
            (state.blow, state.place, state.struckAt) = (blow, place, nil)
        }
    }

    func disarm() {
        state.withLock { state in (state.blow, state.struckAt) = (nil, nil) }
    }

    /// What a store calls.
    func reach(_ point: Failpoint) throws {
        let blow = state.withLock { state -> Blow? in
            state.reached.append(point)
            guard let blow = state.blow, isDue(point, &state.place) else { return nil }
            switch blow {
            case .error: (state.blow, state.struckAt) = (nil, point)
            case .busy(let times) where times > 1: (state.blow, state.place) = (.busy(times: times - 1), .point(point))
            case .busy, .call: state.blow = nil
            }
            return blow
        }
        switch blow {
        case .error(let code): throw DatabaseError(resultCode: code, message: "sabotaged at \(point)")
        case .busy: throw DatabaseError(resultCode: .SQLITE_BUSY, message: "sabotaged at \(point)")
        case .call(let body): try body()
        case nil: break
        }
    }

    private func isDue(_ point: Failpoint, _ place: inout Place) -> Bool {
        switch place {
        case .statement(let count):
            place = .statement(count - 1)
            return count == 0
        case .point(let expected): return point == expected
        }
    }
}
