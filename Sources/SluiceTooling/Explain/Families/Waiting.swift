import SluiceCompiler

extension RuleFamily {
    static let waiting = RuleFamily(
        title: "Waiting",
        explanations: [
            Explanation(
                .waitCycle,
                reason: """
                    A run may trigger runs of the tasks under `waitsFor` and wait for their results. A task that waits
                    for itself, directly or through others, can start a chain that never ends: each run waits for the
                    next one. It ends only if some run decides in its code not to go on. Where yours does, silence the
                    warning.
                    """,
                failing: """
                    tasks:
                      crawl-page: { payload: { page: URL }, waitsFor: [follow-links] }
                      follow-links: { payload: { links: [URL] }, waitsFor: [crawl-page] }
                    """,
                passing: """
                    tasks:
                      # sluice:ignore wait-cycle # a page at depth 0 follows no links
                      crawl-page: { payload: { page: URL, depth: Int }, waitsFor: [follow-links] }
                      follow-links: { payload: { links: [URL], depth: Int }, waitsFor: [crawl-page] }
                    """,
                remedy: """
                    Remove one of the waits: trigger the next run without waiting for it. If the chain always ends,
                    write `# sluice:ignore wait-cycle` above the line of the warning, and say why it ends.
                    """),
            Explanation(
                .waitDeadlock,
                reason: """
                    With `onWait: hold`, a run keeps its slot while it waits for another run. If the other one needs a
                    slot of the same queue, there is a moment when all slots are held by runs that wait, and those
                    that they wait for can't start: nothing goes on, whatever the limit is. The same may happen
                    through several tasks, through the queues under `overrides`, and with the organization's limit,
                    which every run needs. The message walks the chain.
                    """,
                failing: """
                    queues:
                      rendering: { concurrencyLimit: 4, onWait: hold }
                    tasks:
                      render-film: { queue: rendering, waitsFor: [render-scene] }
                      render-scene: { queue: rendering }
                    """,
                passing: """
                    queues:
                      rendering: { concurrencyLimit: 4 }
                    tasks:
                      render-film: { queue: rendering, waitsFor: [render-scene] }
                      render-scene: { queue: rendering }
                    """,
                remedy: """
                    Leave `onWait` out: by default (`release`) a run gives its slot back while it waits. Where it has
                    to keep the slot, let the runs that it waits for have a queue of their own, and keep the limits of
                    all queues that hold together below the organization's.
                    """),
        ])
}
