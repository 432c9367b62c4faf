internal import SluiceCron

extension Rule {
    package static let invalidCron = Rule(
        "invalid-cron", "a cron expression has five fields that hold what they may: 0 9 * * MON-FRI")
    package static let scheduleNeverFires = Rule(
        "schedule-never-fires", "there is a day on which a schedule fires")
}

extension Diagnostic {
    static func invalidCron(_ text: Located<String>, _ error: CronError, at place: Place) -> Diagnostic {
        Diagnostic(.error, .invalidCron, error.message, at: place)
    }

    static func scheduleNeverFires(_ text: Located<String>) -> Diagnostic {
        let message =
            "'\(text.value.shortened)' never fires: no month that it names has such a day; "
            + "write a day that there is, or '*' for every month"
        return Diagnostic(.error, .scheduleNeverFires, message, at: text.place)
    }

    static func scheduleWithoutCron(at place: Place) -> Diagnostic {
        let message = "this schedule does not say when; add 'cron: \"0 9 * * *\"' for every day at nine"
        return Diagnostic(.error, .missingKey, message, at: place)
    }
}
