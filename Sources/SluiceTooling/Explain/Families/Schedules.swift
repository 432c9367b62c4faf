import SluiceCompiler

extension RuleFamily {
    static let schedules = RuleFamily(
        title: "Schedules",
        explanations: [
            Explanation(
                .invalidCron,
                reason: """
                    A schedule that can't be read would never fire, and nobody would be told. A cron expression has five
                    fields: minute, hour, day of the month, month, day of the week. Each is `*` or a list of numbers and
                    ranges, with steps such as `*/15`; months and weekdays have names, too. Seconds, years and the
                    letters that other dialects add are not supported.
                    """,
                failing: """
                    tasks:
                      send-digest: { schedule: "0 0 9 * * MON" }
                      clean-up: { schedule: "*/90 * * * *" }
                    """,
                passing: """
                    tasks:
                      send-digest: { schedule: "0 9 * * MON" }
                      clean-up: { schedule: "0 */2 * * *" }
                    """,
                remedy: """
                    Write five fields between quotes, since YAML takes a `*` at the beginning for something else; or one
                    of `@hourly`, `@daily`, `@weekly`, `@monthly` and `@yearly`.
                    """),
            Explanation(
                .scheduleNeverFires,
                reason: """
                    The expression can be read, but no year has such a day: the 30th of February, or the 31st of a
                    month of 30 days. The 29th of February is fine: it comes every few years.
                    """,
                failing: """
                    tasks:
                      close-month: { schedule: "0 0 31 4,6,9,11 *" }
                    """,
                passing: """
                    tasks:
                      close-month: { schedule: "0 0 30 4,6,9,11 *" }
                    """,
                remedy: """
                    Write a day that each of the months has, or `*` for the months.
                    """),
            Explanation(
                .unknownTimezone,
                reason: """
                    A schedule follows the clocks of its time zone, daylight saving included, and these are known by the
                    names of the IANA time zone database: usually a continent and the zone's largest city. An
                    abbreviation such as CEST names only a half of the year, and an offset such as +01:00 knows nothing
                    of summer.
                    """,
                failing: """
                    tasks:
                      send-digest: { schedule: { cron: "0 9 * * MON", timezone: Berlin } }
                    """,
                passing: """
                    tasks:
                      send-digest: { schedule: { cron: "0 9 * * MON", timezone: Europe/Berlin } }
                    """,
                remedy: """
                    Write the name as the database does, or leave `timezone` out for UTC.
                    """),
            Explanation(
                .scheduleNeedsPayload,
                reason: """
                    A run that a schedule triggers gets an empty payload, because nobody is there to pass one. Where a
                    field has no default and may not be missing, no handler could be called.
                    """,
                failing: """
                    tasks:
                      clean-up: { schedule: "@daily", payload: { olderThan: Int } }
                    """,
                passing: """
                    tasks:
                      clean-up: { schedule: "@daily", payload: { olderThan: Int = 30 } }
                    """,
                remedy: """
                    Give the field a default, or make it optional. Where each run needs other values, schedule a task
                    without a payload whose handler triggers this one.
                    """),
            Explanation(
                .scheduleNeedsKey,
                reason: """
                    A run that a schedule triggers has no concurrency key, and a queue that requires one would refuse
                    it. The default of a key field does not help: it is the same for every tick, so that it tells
                    nobody apart.
                    """,
                failing: """
                    queues:
                      per-customer: { concurrencyKey: required, concurrencyLimit: { perKey: 1 } }
                    tasks:
                      build-reports: { schedule: "@weekly", queue: per-customer }
                    """,
                passing: """
                    queues:
                      per-customer: { concurrencyKey: required, concurrencyLimit: { perKey: 1 } }
                    tasks:
                      build-reports: { schedule: "@weekly" }
                      build-report: { queue: per-customer, payload: { customer: String }, concurrencyKey: customer }
                    """,
                remedy: """
                    Let the scheduled task wait in a queue without keys, or in one with `concurrencyKey: optional`, and
                    trigger another task for each key from its handler.
                    """),
        ])
}
