#if Postgres
    /// What only an event loop's thread touches, on its way there through others.
    struct LoopBound<Value>: @unchecked Sendable {
        /// To be read on the loop's thread alone, or before anybody else has this.
        let value: Value

        init(_ value: Value) { self.value = value }
    }
#endif
