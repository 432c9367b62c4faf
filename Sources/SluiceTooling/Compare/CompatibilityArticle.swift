/// The page of the documentation that says what every kind of change does.
package enum CompatibilityArticle {
    /// As Markdown for the catalogue of the runtime's documentation.
    package static let text = introduction + ChangeClass.allCases.map(section).joined() + closing

    private static func section(_ changeClass: ChangeClass) -> String {
        let rows = ChangeKind.catalogue.filter { $0.changeClass == changeClass }.map(row).joined()
        return """
            ## \(changeClass.title) changes

            \(meaning(changeClass))

            | Kind | Change | What happens | Instead |
            | --- | --- | --- | --- |
            \(rows)

            """
    }

    private static func row(_ kind: ChangeKind) -> String {
        "| `\(kind.id)` | \(kind.change) | \(kind.effect) | \(kind.remedy ?? "") |\n"
    }

    private static func meaning(_ changeClass: ChangeClass) -> String {
        switch changeClass {
        case .breaking:
            "Runs that are queued, or callers that were built before, can fail or be misread. `sluice diff` fails."
        case .risky:
            "They go on, but not as before; or code must be changed before it compiles. `sluice diff --strict` fails."
        case .safe: "Nothing that is queued or built notices."
        }
    }

    private static let introduction = """
        # Compatible changes

        What a change of the declarations does to runs that are queued already, and to callers.

        ## Overview

        Runs outlive a deployment: what was queued by yesterday's code is executed by today's. And services that only trigger are
        built on another day than the workers. The Swift compiler sees one version at a time; `sluice diff` sees two.
        It compares the declarations with those of a revision of Git (`sluice diff --against HEAD~1`), or two folders or files
        (`sluice diff old new`), and names every change with its place, what happens, and what to do instead. Comments, descriptions,
        the order of declarations and the files that they lie in are no changes.

        Four facts decide what is compatible:

        - A payload or an output is written with every field, defaults included, under the names in the declarations. A reader ignores
          fields that it does not know, takes the default, or nil, for one that is missing, and refuses a value that its type does not
          hold. A run whose payload is refused fails at once, since another attempt would read the same.
        - A queued run keeps its queue, its key, its `priority`, its `ttl` and its number of attempts. `maxDuration` and the waits between
          attempts are those of the worker that executes it.
        - A service registers its declarations when it starts, and the newest registration counts: a trigger is held against it, not
          against what the caller was built from.
        - A queue that is no longer declared keeps its last limits until its runs have ended. Runs of a task that is no longer declared are
          executed by no one.

        """ + "\n"

    private static let closing = """
        ## In which order to deploy

        Update the workers first and the callers then where a payload gains something (a field, a case, a wider type), since an older
        worker fails on what only a new caller sends; and where it loses a field, since an older worker may still demand it, while a newer one
        ignores it. Where it loses values that callers send (a case, a narrower type), let the callers stop sending them first, let the
        queue run empty, and take them from the declarations last.
        """ + "\n"
}
