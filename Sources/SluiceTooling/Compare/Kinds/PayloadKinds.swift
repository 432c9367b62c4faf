// What queued runs carry: it was written by the old declarations and is read by the new ones.
extension ChangeKind {
    static let payloadReplaced = ChangeKind(
        "payload-replaced", .breaking, "a payload becomes another kind of value",
        effect: "what queued runs and older callers send is not what the new code reads: such runs fail",
        remedy: "declare a new task for the new payload, and remove this one when it has no runs left")
    static let payloadFieldRemoved = ChangeKind(
        "payload-field-removed", .risky, "a payload field, or a whole payload, is removed",
        effect: """
            what queued runs and older callers send in it is ignored; callers that pass it no longer compile, \
            and older workers may miss it
            """,
        remedy: "update the workers before the callers")
    static let payloadFieldRenamed = ChangeKind(
        "payload-field-renamed", .breaking, "a payload field seems to be renamed",
        effect: """
            queued runs and older callers send it under the old name, where it is ignored, and nothing under the \
            new one
            """,
        remedy: "add the new field as an optional one, read both, and remove the old one when it is sent no more")
    static let payloadFieldDemanded = ChangeKind(
        "payload-field-demanded", .breaking, "a payload field is added that is neither optional nor has a default",
        effect: "queued runs and older callers do not send it: such runs fail",
        remedy: "give it a default, or make it optional")
    static let payloadFieldAdded = ChangeKind(
        "payload-field-added", .safe, "a payload field is added that is optional or has a default",
        effect: "queued runs and older callers leave it out: it is read as its default, or as nil")
    static let payloadFieldRequired = ChangeKind(
        "payload-field-required", .breaking, "an optional payload field becomes a required one",
        effect: "queued runs that carry null fail, and so do those of older callers that send it",
        remedy: "keep it optional, and let the handler put a value in the place of nil")
    static let payloadFieldOptional = ChangeKind(
        "payload-field-optional", .safe, "a required payload field becomes an optional one",
        effect: """
            what queued runs and older callers send is read; older workers fail where a new caller sends null, \
            so update workers first
            """)
    static let payloadTypeNarrowed = ChangeKind(
        "payload-type-narrowed", .breaking, "a payload field's type is narrowed",
        effect: """
            queued runs and older callers may send what the new type does not hold: such runs fail, or read a \
            rounded number
            """,
        remedy: "add a field of the new type under another name, and remove the old one when it is sent no more")
    static let payloadTypeWidened = ChangeKind(
        "payload-type-widened", .safe, "a payload field's type is widened",
        effect: """
            all that queued runs and older callers send is read; older workers fail on what is new, so update \
            workers first
            """)
    static let payloadTypeChanged = ChangeKind(
        "payload-type-changed", .breaking, "a payload field's type is changed to one that reads nothing of the old",
        effect: "queued runs and those of older callers fail",
        remedy: "add a field of the new type under another name, and remove the old one when it is sent no more")
    static let payloadDefaultChanged = ChangeKind(
        "payload-default-changed", .risky, "the default of a payload field is changed",
        effect: """
            queued runs and older callers carry the old default, written out; callers get the new one once they \
            are built anew
            """)
    static let payloadDefaultRemoved = ChangeKind(
        "payload-default-removed", .risky, "the default of a payload field is removed",
        effect: """
            queued runs carry the old default, written out; callers that leave the field out no longer compile, \
            and fail where they send none
            """,
        remedy: "let callers pass the field before the default goes")
    static let payloadDefaultAdded = ChangeKind(
        "payload-default-added", .safe, "a payload field gets a default",
        effect: "queued runs and older callers send the field; callers that are built anew may leave it out")
    static let payloadCaseRemoved = ChangeKind(
        "payload-case-removed", .breaking, "a case is removed from an enumeration in a payload",
        effect: "queued runs that carry it fail, and so do those of older callers that send it",
        remedy: "keep the case until nothing sends it any more")
    static let payloadCaseAdded = ChangeKind(
        "payload-case-added", .safe, "a case is added to an enumeration in a payload",
        effect: """
            nothing queued has it; older workers fail on it, and handlers that switch over all cases need one \
            more, so update workers first
            """)

    static let payloads = [
        payloadReplaced, payloadFieldRemoved, payloadFieldRenamed, payloadFieldDemanded, payloadFieldAdded,
        payloadFieldRequired, payloadFieldOptional, payloadTypeNarrowed, payloadTypeWidened, payloadTypeChanged,
        payloadDefaultChanged, payloadDefaultRemoved, payloadDefaultAdded, payloadCaseRemoved, payloadCaseAdded,
    ]
}
