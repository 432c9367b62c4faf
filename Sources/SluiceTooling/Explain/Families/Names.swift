import SluiceCompiler

extension RuleFamily {
    static let names = RuleFamily(
        title: "Names that meet",
        explanations: [
            Explanation(
                .duplicateTask,
                reason: """
                    All declaration files of a target share one namespace, and a task's name stands for it in code and
                    in the store. With two tasks of one name, nobody could say which of them a run belongs to.
                    """,
                failing: """
                    tasks:
                      send-invoice: { payload: { order: Int } }
                      send-reminder: {}
                      send-invoice: { payload: { customer: String } }
                    """,
                passing: """
                    tasks:
                      send-invoice: { payload: { order: Int } }
                      send-reminder: {}
                      send-yearly-invoice: { payload: { customer: String } }
                    """,
                remedy: """
                    Rename or remove one of the two. The note shows where the first one is, which may be another file.
                    """),
            Explanation(
                .duplicateQueue,
                reason: """
                    A queue's name stands for its slots. With two queues of one name, two different limits would claim
                    to hold for the same runs. A queue is shared by referring to it, never by declaring it again.
                    """,
                failing: """
                    queues:
                      uploads: { concurrencyLimit: 4 }
                      uploads: { concurrencyLimit: 8 }
                    tasks:
                      resize-image: { queue: uploads }
                    """,
                passing: """
                    queues:
                      uploads: { concurrencyLimit: 4 }
                    tasks:
                      resize-image: { queue: uploads }
                      scan-for-viruses: { queue: uploads }
                    """,
                remedy: """
                    Keep one of the two, and refer to it from every task that is to share its slots.
                    """),
            Explanation(
                .duplicateType,
                reason: """
                    All declaration files of a target share one namespace, and each declared type becomes one Swift
                    type. Two declarations of one name would be two shapes for the same value.
                    """,
                failing: """
                    types:
                      Address: { street: String, city: String }
                      Address: { email: String }
                    tasks:
                      send-parcel: { payload: { to: Address } }
                    """,
                passing: """
                    types:
                      Address: { street: String, city: String }
                    tasks:
                      send-parcel: { payload: { to: Address } }
                    """,
                remedy: """
                    Rename or remove one of the two. The note shows where the first one is, which may be another file.
                    """),
            Explanation(
                .nameCollision,
                reason: """
                    In Swift, `send-email` and `send_email` both become `sendEmail`, and generated code can't have two
                    members of one name. Nor can it use a name that it needs for itself: a task `client` would hide
                    the client that triggers it.
                    """,
                failing: """
                    tasks:
                      send-email: {}
                      send_email: {}
                      client: {}
                    """,
                passing: """
                    tasks:
                      send-email: {}
                      send-email-again: {}
                      find-client: {}
                    """,
                remedy: """
                    Rename one of the two. Separators and the case of the first letter don't make a difference in
                    Swift.
                    """),
        ])
}
