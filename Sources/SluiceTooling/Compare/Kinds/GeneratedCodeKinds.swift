// What only the Swift compiler notices, and types whose form the declarations do not show.
extension ChangeKind {
    static let externalTypeChanged = ChangeKind(
        "external-type-changed", .risky, "a type stands for another Swift type (`swift:`)",
        effect: "whether the new type reads what the old one wrote is for their Codable conformances to say",
        remedy: "test that each decodes what the other encodes")
    static let typeRenamed = ChangeKind(
        "type-renamed", .risky, "a type seems to be renamed",
        effect: "what runs carry is the same, but code that names the type must be changed")
    static let typeRemoved = ChangeKind(
        "type-removed", .risky, "a type is removed",
        effect: "code that names it must be changed; what runs carry does not know the names of types")
    static let typeAdded = ChangeKind("type-added", .safe, "a type is added", effect: "nothing names it yet")
    static let unreachedTypeChanged = ChangeKind(
        "unreached-type-changed", .risky, "a type is changed that no task carries",
        effect: "no run has it, but code that uses it may have to be changed")
    static let swiftTypeChanged = ChangeKind(
        "swift-type-changed", .risky, "a value gets another Swift type of the same written form",
        effect: "what runs carry is the same, but code that uses the value may have to be changed")
    static let fieldsReordered = ChangeKind(
        "fields-reordered", .risky, "fields are put in another order",
        effect: "what runs carry is the same, but code that makes such a value must pass them in the new order")
    static let generatedCodeNarrowed = ChangeKind(
        "swift-settings-narrowed", .risky,
        "`swift` takes something from the generated code: its name, its access, a conformance",
        effect: "no run notices, but code that uses it must be changed")
    static let generatedCodeWidened = ChangeKind(
        "swift-settings-widened", .safe, "`swift` adds something to the generated code: access, a conformance",
        effect: "no run notices, and code that compiled still does")

    static let generatedCode = [
        externalTypeChanged, typeRenamed, typeRemoved, typeAdded, unreachedTypeChanged, swiftTypeChanged,
        fieldsReordered, generatedCodeNarrowed, generatedCodeWidened,
    ]
}
