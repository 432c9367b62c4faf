#if Postgres
    import SluiceTestSupport

    /// What is done to a fleet.
    enum Fault: String, CaseIterable {
        case killWorker = "kill of a worker"
        case killTriggerer = "kill of a triggerer"
        case replace = "replacement"
        case stop = "stop"
        case stall = "stall"
        case hinder = "stall of a connection"
        case cut = "cut"
        case terminateBackends = "end of connections by the server"
        case restartServer = "restart of the server"
        case killServer = "kill of the server"
        case jump = "jump of a clock"

        /// How often it is done, of all faults together.
        private var weight: Int {
            switch self {
            case .killWorker, .replace, .hinder, .terminateBackends, .jump: 2
            case .killTriggerer, .cut, .restartServer, .killServer: 1
            case .stop: 5
            case .stall: 4
            }
        }

        static var possible: [Fault] { allCases.filter { $0 != .jump || ClockShift.isPossible } }

        /// One of them, as often as they weigh.
        static func random(using random: inout SeededGenerator) -> Fault {
            possible.flatMap { Array(repeating: $0, count: $0.weight) }.randomElement(using: &random)!
        }
    }
#endif
