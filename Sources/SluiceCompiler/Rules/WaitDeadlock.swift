extension Rule {
    static let waitDeadlock = Rule(
        "wait-deadlock", "slots that are held while waiting can't fill a limit that the awaited runs need")
}

func checkWaitDeadlocks(_ declarations: Declarations, _ problems: inout [Diagnostic]) {}
