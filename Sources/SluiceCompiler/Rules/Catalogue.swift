/// Looks through all declarations for one kind of problem.
typealias DeclarationCheck = @Sendable (Declarations, inout [Diagnostic]) -> Void

extension Rule {
    /// A row of the catalogue: rules, and the check that finds their problems where reading a file does not.
    private struct Row: Sendable {
        let rules: [Rule]
        let check: DeclarationCheck?

        init(_ rules: Rule..., check: DeclarationCheck? = nil) {
            self.rules = rules
            self.check = check
        }
    }

    private static let rows: [Row] = [
        Row(.yamlSyntax, .encoding, .tooLarge, .tooDeep),
        Row(.duplicateKey, .unknownKey, .wrongType, .missingKey, .conflictingKeys),
        Row(.invalidName, .invalidDuration, .invalidType, .invalidDefault),
        Row(.duplicateTask, .duplicateQueue, .duplicateType, check: checkDuplicates),
        Row(.nameCollision, check: checkNameCollisions),
        Row(.unknownPlan),
        Row(.unknownQueue, .unknownTask, .unknownType, check: checkReferences),
        Row(.unknownField, .unusableKeyField, .unusedKey, check: checkKeyFields),
        Row(.limitBelowOne),
        Row(.limitExceedsOrganization, check: checkOrganizationLimit),
        Row(.perKeyExceedsTotal, .perKeyWithoutKey, .ambiguousKeyedLimit, check: checkKeyedLimits),
        Row(.redundantOverride, .redundantWait, check: checkRedundantReferences),
        Row(.recursiveType, check: checkRecursion),
        Row(.timeoutOrder, check: checkTimeouts),
        Row(.invalidCron, .scheduleNeverFires, .unknownTimezone),
        Row(.scheduleNeedsPayload, .scheduleNeedsKey, check: checkSchedules),
        Row(.waitCycle, check: checkWaitCycles),
        Row(.waitDeadlock, check: checkWaitDeadlocks),
        // Last: it keeps quiet where another rule has found an error.
        Row(.unusedQueue, .unusedType, check: checkUse),
        Row(.unusedIgnore),
    ]

    /// Every rule that the compiler knows, related ones together.
    public static let catalogue: [Rule] = rows.flatMap(\.rules)

    static let checks: [DeclarationCheck] = rows.compactMap(\.check)
}
