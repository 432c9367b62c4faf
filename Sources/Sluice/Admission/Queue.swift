/// A queue as the core keeps it; its counter is a node.
struct Queue {
    let node: NodeIndex
    /// Of runs without a key. The only pool that stays when it is empty.
    let keylessPool: NodeIndex
    var declaration: QueueDeclaration
    /// An operator's limits, in force instead of the declared ones until they are reset.
    var override: ConcurrencyLimit?

    var name: String { declaration.name }
    var limitsInForce: ConcurrencyLimit { override ?? declaration.limit }
}
