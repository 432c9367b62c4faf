// What runs give back: it is written by the new declarations and read by callers that were built from the old ones.
extension ChangeKind {
    static let outputRemoved = ChangeKind(
        "output-removed", .breaking, "an output is removed",
        effect: "older callers that wait for it get an error once the run has completed",
        remedy: "update the callers first, so that none waits for an output")
    static let outputAdded = ChangeKind(
        "output-added", .risky, "an output is added",
        effect: """
            older callers ignore it; new ones get an error for runs that ended without one, and handlers must \
            return it
            """,
        remedy: "update the workers before the callers")
    static let outputReplaced = ChangeKind(
        "output-replaced", .breaking, "an output becomes another kind of value",
        effect: "older callers that wait for it get an error once the run has completed",
        remedy: "declare a new task for the new output")
    static let outputFieldRemoved = ChangeKind(
        "output-field-removed", .breaking, "a required output field is removed",
        effect: "older callers that wait for the output miss it, and get an error once the run has completed",
        remedy: "give it a default first, and remove it when every caller is built anew")
    static let outputOptionalFieldRemoved = ChangeKind(
        "output-optional-field-removed", .risky, "an output field is removed that is optional or has a default",
        effect: "older callers read it as its default, or as nil; code that reads it no longer compiles")
    static let outputFieldRenamed = ChangeKind(
        "output-field-renamed", .breaking, "an output field seems to be renamed",
        effect: "older callers that wait for the output look for it under the old name",
        remedy: "give both fields until every caller is built anew")
    static let outputFieldDemanded = ChangeKind(
        "output-field-demanded", .risky, "an output field is added that is neither optional nor has a default",
        effect: """
            older callers ignore it; new ones get an error for runs that ended without it, and handlers must \
            give it
            """,
        remedy: "make it optional, or give it a default; else update the workers before the callers")
    static let outputFieldAdded = ChangeKind(
        "output-field-added", .safe, "an output field is added that is optional or has a default",
        effect: "older callers ignore it; runs that ended without it have its default, or nil")
    static let outputTypeWidened = ChangeKind(
        "output-type-widened", .breaking, "an output's type is widened, or becomes optional",
        effect: """
            older callers that wait for the output get an error for every value that the old type does not hold
            """,
        remedy: "add a field of the new type beside it, and remove this one when every caller is built anew")
    static let outputTypeNarrowed = ChangeKind(
        "output-type-narrowed", .risky, "an output's type is narrowed, or becomes required",
        effect: """
            older callers read all new values; new callers may get an error for runs that ended with an old \
            value
            """,
        remedy: "update the workers before the callers")
    static let outputTypeChanged = ChangeKind(
        "output-type-changed", .breaking, "an output's type is changed to one that the old reads nothing of",
        effect: "older callers that wait for the output get an error once the run has completed",
        remedy: """
            add a field of the new type under another name, and remove the old one when every caller is built \
            anew
            """)
    static let outputDefaultChanged = ChangeKind(
        "output-default-changed", .safe, "the default of an output field is changed, removed or added",
        effect: """
            outputs carry every field written out; handlers are built anew with the new default, or must give \
            the field
            """)
    static let outputCaseAdded = ChangeKind(
        "output-case-added", .breaking, "a case is added to an enumeration in an output",
        effect: "older callers that wait for the output get an error where a run gives the new case",
        remedy: "build the callers anew before a handler gives it")
    static let outputCaseRemoved = ChangeKind(
        "output-case-removed", .risky, "a case is removed from an enumeration in an output",
        effect: """
            older callers read all that is left; new ones get an error for runs that ended with the removed case
            """)

    static let outputs = [
        outputRemoved, outputAdded, outputReplaced, outputFieldRemoved, outputOptionalFieldRemoved, outputFieldRenamed,
        outputFieldDemanded, outputFieldAdded, outputTypeWidened, outputTypeNarrowed, outputTypeChanged,
        outputDefaultChanged, outputCaseAdded, outputCaseRemoved,
    ]
}
