#if Postgres
    import Sluice

    extension DatabaseError {
        /// The codes of the functions of the schema, by what they raise.
        private static let codes: [String: SluiceError.Code] = [
            "SL001": .unknownTask, "SL002": .unknownQueue, "SL003": .queueNotAllowed, "SL004": .missingKey,
            "SL005": .emptyKey, "SL006": .unexpectedKey, "SL007": .payloadTooLarge, "SL008": .invalidPayload,
            "SL009": .invalidOption, "SL010": .invalidLimit, "SL011": .unknownRun, "SL012": .runNotEnded,
            "SL013": .staleAttempt, "SL014": .waitCycle,
        ]

        /// What the store itself says, if it was it that refused.
        var refusal: SluiceError? {
            guard case .server(let error) = self, let code = Self.codes[error.sqlState] else { return nil }
            return SluiceError(code, error.message, runID: error.detail.flatMap { RunID($0) })
        }

        /// Deadlock, serialization, no lock in time; too many connections, no memory or no room on its disk.
        private static let passing: Set<String> = [
            "40P01", "40001", "55P03", "57014", "53100", "53200", "53300", "53400", "58030",
        ]

        /// Whether asking again may help: the server is not there, or gives way to somebody else.
        var isPassing: Bool {
            switch self {
            case .notSent, .unknown: return true
            case .cancelled, .closed, .unreadable, .invalid: return false
            case .server(let error):
                // Or the server starts, stops or was taken over.
                return error.isAboutServer
                    || Self.passing.contains(error.sqlState)
                    || error.sqlState.hasPrefix("08")
            }
        }
    }
#endif
