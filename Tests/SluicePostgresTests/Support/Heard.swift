#if Postgres
    @testable import SluicePostgres

    /// What a listener hears, in its order.
    struct Heard: AsyncSequence, Sendable {
        enum Event: Sendable, Hashable {
            case listening
            case notification(String, String)
        }

        private let events: AsyncStream<Event>

        /// Makes a database listen.
        init(_ database: Database, _ channels: [String]) {
            let (events, continuation) = AsyncStream.makeStream(of: Event.self)
            self.events = events
            database.listen(channels) {
                continuation.yield(.notification($0, $1))
            } onListening: {
                continuation.yield(.listening)
            }
        }

        func makeAsyncIterator() -> AsyncStream<Event>.Iterator { events.makeAsyncIterator() }
    }
#endif
