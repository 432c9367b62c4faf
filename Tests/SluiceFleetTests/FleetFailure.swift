#if Postgres
    /// Why a fleet can't be.
    struct FleetFailure: Error, CustomStringConvertible {
        let description: String
    }
#endif
