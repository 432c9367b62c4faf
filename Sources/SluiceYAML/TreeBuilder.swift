internal import CSluiceLibYAML

/// Makes nodes of libyaml's events, and stops where a text would pass the limits before anything is built for it.
struct TreeBuilder {
    /// A collection whose end has not come yet.
    struct OpenCollection {
        let node: Int
        /// Where its children begin in `pending`.
        let firstChild: Int
        let isFlow: Bool
        let start: YAMLMark
    }

    /// What becomes of reading after an event.
    enum Step {
        case goOn
        case finished
        /// A problem was noted that leaves no tree.
        case stop
    }

    let text: UnsafeRawBufferPointer
    let words: [String]
    let limits: YAMLLimits
    let mark: MarkTranslator

    var nodes: [YAMLNode] = []
    var children: [YAMLNode.ID] = []
    var symbols: SymbolTable
    var keys = KeyRegister()
    var mergedKeys = 0
    var problems: [YAMLProblem] = []

    /// After so many problems reading ends: hostile texts have millions, and people mend the first ones first.
    private static let mostProblems = 100
    /// How many anchors are offered where an alias has none.
    private static let mostNames = 1_000

    /// The collections around the current event, outermost first.
    var open: [OpenCollection] = []
    /// The children so far of all open collections.
    var pending: [YAMLNode.ID] = []
    private var anchors: [UInt32: YAMLNode.ID] = [:]
    /// The aliases without an anchor: the index of the problem and the name's symbol.
    private var unknownAliases: [(problem: Int, symbol: UInt32)] = []
    private var documents = 0
    private var root: YAMLNode.ID?
    /// Where the last value ended: libyaml ends a block collection past the comments that follow it.
    var lastEnd = YAMLMark(line: 1, column: 1)
    /// The symbol of `<<`.
    let mergeKey: UInt32

    init(text: UnsafeRawBufferPointer, words: [String], limits: YAMLLimits) {
        self.text = text
        self.words = words
        self.limits = limits
        mark = MarkTranslator(text)
        symbols = SymbolTable(words: words + ["<<"], size: text.count)
        mergeKey = UInt32(words.count)
        // Growing by doubling would touch twice the memory; what is reserved and not used is never touched.
        let likelyCount = min(text.count / 8, limits.nodes)
        nodes.reserveCapacity(likelyCount)
        children.reserveCapacity(likelyCount)
    }

    mutating func build() -> (tree: YAMLTree?, problems: [YAMLProblem]) {
        let stream = EventStream(text)
        while true {
            switch stream.next({ take($0) }) {
            case .goOn where problems.count < Self.mostProblems: continue
            case .goOn: return (nil, problems)
            case .stop: return (nil, problems)
            case .finished:
                let tree = YAMLTree(
                    root: root, nodes: nodes, children: children, symbols: symbols.strings,
                    duplicateKeys: keys.duplicates, hasAliases: !anchors.isEmpty)
                return (tree, problems)
            case nil:
                let diagnosis = SyntaxDiagnosis(
                    stream.failure, text, mark: mark, words: words, lastValue: lastValue,
                    openBracket: open.last { $0.isFlow }?.start)
                note(diagnosis.problem)
                return (nil, problems)
            }
        }
    }

    /// The last scalar, if nothing has ended since.
    private var lastValue: Range<YAMLMark>? {
        guard let node = nodes.last, node.kind == .scalar, node.end == lastEnd else { return nil }
        return node.start..<node.end
    }

    private mutating func take(_ event: borrowing yaml_event_t) -> Step {
        switch event.type {
        case YAML_SCALAR_EVENT: return takeScalar(event)
        case YAML_ALIAS_EVENT: return takeAlias(event)
        case YAML_SEQUENCE_START_EVENT:
            let data = event.data.sequence_start
            let isFlow = data.style == YAML_FLOW_SEQUENCE_STYLE
            return openCollection(event, isFlow: isFlow, anchor: data.anchor, tag: data.tag)
        case YAML_MAPPING_START_EVENT:
            let data = event.data.mapping_start
            let isFlow = data.style == YAML_FLOW_MAPPING_STYLE
            return openCollection(event, isFlow: isFlow, anchor: data.anchor, tag: data.tag)
        case YAML_SEQUENCE_END_EVENT: return closeCollection(.sequence, event)
        case YAML_MAPPING_END_EVENT: return closeCollection(.mapping, event)
        case YAML_DOCUMENT_START_EVENT:
            documents += 1
            guard documents > 1 else { return .goOn }
            note(.secondDocument(from: mark(event.start_mark), to: mark(event.end_mark)))
            return .stop
        case YAML_STREAM_END_EVENT:
            explainUnknownAliases()
            return .finished
        default: return .goOn
        }
    }

    private mutating func takeScalar(_ event: borrowing yaml_event_t) -> Step {
        let scalar = event.data.scalar
        let start = mark(event.start_mark)
        lastEnd = mark(event.end_mark)
        let meaning = scalar.tag.map { tagMeaning($0, from: start, isFirst: scalar.anchor == nil) }
        let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
        let text = UnsafeRawBufferPointer(start: scalar.value, count: scalar.length)
        let symbol = symbols.intern(text)
        var isInvalid = meaning == .unknown
        if isPlain, let invisible = InvisibleCharacter.atEdge(of: text) {
            isInvalid = true
            let last = YAMLMark(line: lastEnd.line, column: max(lastEnd.column, 2) - 1)
            note(YAMLProblem(invisible: invisible.scalar, at: invisible.isFirst ? start : last))
        }
        let node = YAMLNode(
            kind: isInvalid ? .invalid : .scalar,
            isPlainOrFlow: isPlain && meaning != .text,
            height: 0, start: start, end: lastEnd, first: symbol, count: 0, size: 1)
        return append(node, anchor: scalar.anchor)
    }

    private mutating func takeAlias(_ event: borrowing yaml_event_t) -> Step {
        let start = mark(event.start_mark)
        lastEnd = mark(event.end_mark)
        let name = event.data.alias.anchor!
        let symbol = internName(name)
        guard let target = anchors[symbol] else {
            unknownAliases.append((problems.count, symbol))
            let name = String(cString: name).shortened
            let message = "alias '*\(name)' has no anchor '&\(name)' before it"
            return appendInvalid(message, from: start, to: lastEnd)
        }
        if open.contains(where: { $0.node == Int(target.index) }) {
            let message = "alias '*\(String(cString: name).shortened)' stands inside the value that it names"
            return appendInvalid(message, from: start, to: lastEnd)
        }
        guard open.count + Int(self[target].height) <= limits.depth else {
            return stop(.tooDeep, tooDeepMessage, from: start, to: lastEnd)
        }
        attach(target)
        return .goOn
    }

    private mutating func openCollection(
        _ event: borrowing yaml_event_t, isFlow: Bool, anchor: UnsafePointer<yaml_char_t>?,
        tag: UnsafePointer<yaml_char_t>?
    ) -> Step {
        let start = mark(event.start_mark)
        guard open.count < limits.depth else { return stop(.tooDeep, tooDeepMessage, from: start) }
        _ = tag.map { tagMeaning($0, from: start, isFirst: anchor == nil) }
        let step = append(.placeholder, anchor: anchor)
        open.append(
            OpenCollection(node: nodes.count - 1, firstChild: pending.count, isFlow: isFlow, start: start))
        return step
    }

    private mutating func append(_ node: YAMLNode, anchor: UnsafePointer<yaml_char_t>?) -> Step {
        guard nodes.count < limits.nodes else {
            return stop(.tooLarge, tooLargeMessage, from: node.start, to: node.end)
        }
        let id = YAMLNode.ID(nodes.count)
        nodes.append(node)
        if let anchor { anchors[internName(anchor)] = id }
        attach(id)
        return .goOn
    }

    private mutating func appendInvalid(_ message: String, from start: YAMLMark, to end: YAMLMark) -> Step {
        note(YAMLProblem(.syntax, message, from: start, to: end))
        return append(.placeholder, anchor: nil)
    }

    /// Only at the end it is known which anchors there are.
    private mutating func explainUnknownAliases() {
        guard !unknownAliases.isEmpty else { return }
        let names = anchors.sorted { $0.value.index < $1.value.index }.prefix(Self.mostNames).map {
            symbols.strings[Int($0.key)]
        }
        for (index, symbol) in unknownAliases {
            let problem = problems[index]
            let note = anchors[symbol].map {
                YAMLProblem.Note(
                    message: "the anchor must come before its aliases, but stands here", mark: self[$0].start)
            }
            problems[index] = YAMLProblem(
                .syntax, problem.message, from: problem.start, to: problem.end, note: note,
                unknownName: note == nil
                    ? YAMLProblem.UnknownName(name: symbols.strings[Int(symbol)], known: names) : nil)
        }
    }

    mutating func note(_ problem: YAMLProblem) {
        if problems.count < Self.mostProblems { problems.append(problem) }
    }

    private mutating func attach(_ id: YAMLNode.ID) {
        guard !open.isEmpty else {
            root = id
            return
        }
        pending.append(id)
    }

    private mutating func internName(_ name: UnsafePointer<yaml_char_t>) -> UInt32 {
        symbols.intern(UnsafeRawBufferPointer(start: name, count: strlen(name)))
    }

    mutating func stop(
        _ kind: YAMLProblem.Kind, _ message: String, from start: YAMLMark, to end: YAMLMark? = nil
    ) -> Step {
        note(YAMLProblem(kind, message, from: start, to: end))
        return .stop
    }

    subscript(_ id: YAMLNode.ID) -> YAMLNode { nodes[Int(id.index)] }

    var tooManyMergedKeysMessage: String {
        "merge keys bring in more than \(limits.mergedKeys) keys; write out what differs, or repeat less"
    }

    var tooLargeMessage: String {
        "the file comes to more than \(limits.nodes) values, aliases followed; split it, or repeat less"
    }

    private var tooDeepMessage: String {
        "values nest more than \(limits.depth) levels deep here; declarations need a handful"
    }
}

extension YAMLNode {
    /// Stands for a value that is not known yet, or can't be.
    static let placeholder = YAMLNode(
        kind: .invalid, isPlainOrFlow: false, height: 0, start: YAMLMark(line: 1, column: 1),
        end: YAMLMark(line: 1, column: 1), first: 0, count: 0, size: 1)
}
