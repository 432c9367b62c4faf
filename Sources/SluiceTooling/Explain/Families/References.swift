import SluiceCompiler

extension RuleFamily {
    static let references = RuleFamily(
        title: "Names that lead nowhere",
        explanations: [
            Explanation(
                .unknownPlan,
                reason: """
                    A service that names no plan when it starts gets the one under `plan`. If there is no such plan,
                    it would have no limit, or not start.
                    """,
                failing: """
                    organization:
                      plans:
                        free: { concurrencyLimit: 5 }
                        paid: { concurrencyLimit: 50 }
                      plan: pro
                    tasks:
                      send-invoice: {}
                    """,
                passing: """
                    organization:
                      plans:
                        free: { concurrencyLimit: 5 }
                        paid: { concurrencyLimit: 50 }
                      plan: paid
                    tasks:
                      send-invoice: {}
                    """,
                remedy: """
                    Name one of the plans, or declare this one beside them.
                    """),
            Explanation(
                .unknownQueue,
                reason: """
                    A task's `queue` and `overrides` refer to queues that are declared under `queues`, in any file of
                    the target. A misspelt name must not become a new queue of its own: it would have no limit.
                    """,
                failing: """
                    queues:
                      uploads: { concurrencyLimit: 4 }
                    tasks:
                      resize-image: { queue: upload }
                    """,
                passing: """
                    queues:
                      uploads: { concurrencyLimit: 4 }
                    tasks:
                      resize-image: { queue: uploads }
                    """,
                remedy: """
                    Take the name that the message suggests, or declare the queue. For slots that only this task uses,
                    write them down right here: `queue: { concurrencyLimit: 4 }`.
                    """),
            Explanation(
                .unknownTask,
                reason: """
                    `waitsFor` lists the tasks that a run may trigger and wait for; each becomes a function that the
                    run can call. There is none for a task that is not declared.
                    """,
                failing: """
                    tasks:
                      render-diff: { output: String }
                      open-pull-request: { waitsFor: [renderDiffs] }
                    """,
                passing: """
                    tasks:
                      render-diff: { output: String }
                      open-pull-request: { waitsFor: [render-diff] }
                    """,
                remedy: """
                    Take the name that the message suggests, or declare the task.
                    """),
            Explanation(
                .unknownType,
                reason: """
                    A type is built in, or declared under `types` in any file of the target. Types of your Swift code
                    are declared there as well, with the module that they come from, so that generated code can import
                    it.
                    """,
                failing: """
                    tasks:
                      send-invoice:
                        payload: { amount: Money, paid: boolean }
                    """,
                passing: """
                    types:
                      Money: { swift: Billing.Money }
                    tasks:
                      send-invoice:
                        payload: { amount: Money, paid: Bool }
                    """,
                remedy: """
                    Take the name that the message suggests, or declare the type: as fields, as a list of cases, or as
                    `{ swift: Module.Type }`.
                    """),
        ])
}
