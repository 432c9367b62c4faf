import SluiceCompiler

extension RuleFamily {
    static let leftovers = RuleFamily(
        title: "What is not needed",
        explanations: [
            Explanation(
                .redundantOverride,
                reason: """
                    `overrides` lists the queues that a trigger may choose instead of the task's own. The task's own
                    queue is what it gets anyway, and to list a queue twice adds nothing: probably another one was
                    meant.
                    """,
                failing: """
                    queues:
                      free-users: { concurrencyLimit: 1 }
                      paid-users: { concurrencyLimit: 10 }
                    tasks:
                      export-data: { queue: free-users, overrides: [free-users, paid-users] }
                    """,
                passing: """
                    queues:
                      free-users: { concurrencyLimit: 1 }
                      paid-users: { concurrencyLimit: 10 }
                    tasks:
                      export-data: { queue: free-users, overrides: [paid-users] }
                    """,
                remedy: """
                    Remove it from the list, or write the queue that was meant.
                    """),
            Explanation(
                .redundantWait,
                reason: """
                    `waitsFor` lists the tasks that a run may wait for. One mention allows any number of runs, so that
                    a second one adds nothing: probably another task was meant.
                    """,
                failing: """
                    tasks:
                      render-scene: {}
                      mix-sound: {}
                      render-film: { waitsFor: [render-scene, render-scene] }
                    """,
                passing: """
                    tasks:
                      render-scene: {}
                      mix-sound: {}
                      render-film: { waitsFor: [render-scene, mix-sound] }
                    """,
                remedy: """
                    Remove one of the two, or write the task that was meant.
                    """),
            Explanation(
                .unusedQueue,
                reason: """
                    No task runs in this queue, so that its limit holds for nothing. Often a task still names another
                    queue.
                    """,
                failing: """
                    queues:
                      uploads: { concurrencyLimit: 4 }
                    tasks:
                      resize-image: {}
                    """,
                passing: """
                    queues:
                      uploads: { concurrencyLimit: 4 }
                    tasks:
                      resize-image: { queue: uploads }
                    """,
                remedy: """
                    Let a task use it as its `queue` or among its `overrides`, or remove it. A queue that is kept for
                    later gets `# sluice:ignore unused-queue`.
                    """),
            Explanation(
                .unusedType,
                reason: """
                    No payload, output or other type mentions this type. It becomes a Swift type that costs time to
                    compile and that nobody gets.
                    """,
                failing: """
                    types:
                      Address: { street: String, city: String }
                    tasks:
                      send-parcel: { payload: { to: String } }
                    """,
                passing: """
                    types:
                      Address: { street: String, city: String }
                    tasks:
                      send-parcel: { payload: { to: Address } }
                    """,
                remedy: """
                    Use it or remove it. A type that only your Swift code uses gets `# sluice:ignore unused-type`.
                    """),
            Explanation(
                .unusedIgnore,
                reason: """
                    A comment `# sluice:ignore` silences the warnings of the rules that it names, on its line or,
                    where it stands alone, on the next line that is not a comment. One that silences nothing is left
                    from a warning that is gone, or names the wrong rule; it would hide the next warning there, which
                    may be a real one. Errors can't be silenced.
                    """,
                failing: """
                    queues:
                      uploads: { concurrencyLimit: 4 }  # sluice:ignore unused-queue
                    tasks:
                      resize-image: { queue: uploads }
                    """,
                passing: """
                    queues:
                      uploads: { concurrencyLimit: 4 }
                      downloads: {}  # sluice:ignore unused-queue # for the import that comes in May
                    tasks:
                      resize-image: { queue: uploads }
                    """,
                remedy: """
                    Remove the comment, or the rule from it. Several rules are separated by commas; a reason goes
                    after another `#`.
                    """),
        ])
}
