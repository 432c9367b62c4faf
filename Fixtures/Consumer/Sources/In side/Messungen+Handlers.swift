import Foundation
import Sluice

/// What this target's tasks do, for the package only.
package struct InsideHandlers: Messungen.Handlers {
    package init() {}

    package func messen(_ payload: Messungen.Messen.Payload, run: RunContext<Messungen.Messen>) async throws -> Date {
        payload.wann
    }
}
