import Sluice
import SluiceTestSupport

/// Steps at random, each possible for the model as it is. The same seed makes the same steps.
struct RandomSteps {
    var random: SeededGenerator
    var requests: RequestSource
    private let time: SettableTime
    /// Whether the store forgets ended runs soon. Then no step ends several attempts at once, since in which order is the store's choice.
    let keepsFew: Bool

    init(seed: UInt64, time: SettableTime, keepsFew: Bool) {
        random = SeededGenerator(seed: seed)
        requests = RequestSource(seed: seed, time: time)
        self.time = time
        self.keepsFew = keepsFew
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func next(_ model: StoreModel) -> Step {
        while true {
            switch number(0..<100) {
            case 0..<26: return .enqueue((0..<(chance(75) ? 1 : number(2..<6))).map { _ in trigger(model) })
            case 26..<42: return .claim(number(1..<6))
            case 42..<62: if let step = finish(model) { return step }
            case 62..<72: if let step = wait(model) { return step }
            case 72..<77: if let step = cancel(model) { return step }
            case 77..<84: return steer(model)
            case 84..<87: return .leave(isLost: chance(50))
            case 87..<97:
                return .pass(
                    .seconds(chance(70) ? number(0..<20) : chance(50) ? number(0..<7_200) : -number(0..<7_200)))
            default: return .reopen(isKilled: chance(60))
            }
        }
    }

    // MARK: Triggers

    private mutating func trigger(_ model: StoreModel) -> RunRequest {
        if chance(4), let run = model.inOrder.randomElement(using: &random) {
            return run.request
        }
        let task = ["leaf", "leaf", "tenant", "tenant", "parent", "holder", "hourly"].randomElement(using: &random)!
        if task == "hourly" {
            let hour = 3_600_000_000
            let tick = Timestamp(microseconds: (time.now.microseconds / Int64(hour)) * Int64(hour))
            return requests.request(task, tick: tick)
        }
        let isKeyed = task == "tenant" && chance(80)
        return requests.request(
            task, queue: task == "tenant" && !isKeyed ? "plain" : nil,
            key: isKeyed && chance(80) ? ["a", "b", "☃️\0"].randomElement(using: &random)! : nil,
            options: options(task, model))
    }

    private mutating func options(_ task: String, _ model: StoreModel) -> TriggerOptions {
        var options = TriggerOptions()
        if chance(25) { options.delay = .seconds(number(-5..<40)) }
        if chance(15) { options.ttl = .seconds(number(1..<60)) }
        if chance(15) { options.priority = .seconds(number(0..<100)) }
        if chance(15) { options.tags = ["x", "größe"] }
        if chance(10), !keepsFew { options.maxAttempts = number(1..<4) }
        if chance(25) {
            let key = "k\(number(0..<3))"
            if model.isCertain(key, of: task) {
                options.idempotencyKey = key
                options.idempotencyKeyTTL = .seconds(chance(50) ? 86_400 : number(1..<60))
            }
        }
        return options
    }

    // MARK: Attempts

    private mutating func finish(_ model: StoreModel) -> Step? {
        let held = model.inOrder.filter { $0.state == .executing || $0.state == .waiting && chance(10) }
        guard !held.isEmpty else { return nil }
        var endings = held.shuffled(using: &random).prefix(number(1..<4)).map { run in
            AttemptEnding(id: run.id, token: run.token!, outcome: outcome())
        }
        if chance(10) {
            let token = AttemptToken(rawValue: UInt64(number(1..<1_000_000)) << 32)
            endings.append(AttemptEnding(id: endings[0].id, token: token, outcome: .completed(output: [])))
        }
        return .finish(endings, claiming: chance(50) ? number(1..<4) : 0)
    }

    private mutating func outcome() -> AttemptEnding.Outcome {
        switch number(0..<10) {
        case 0..<5: .completed(output: Array("\(number(0..<100))".utf8))
        case 5: .failed(message: "final", retryAfter: nil)
        case 6: .failed(message: "näh", retryAfter: .zero)
        case 7: .failed(message: "", retryAfter: .seconds(number(1..<30)))
        case 8: .returned
        default: chance(50) ? .timedOut : .canceled
        }
    }

    private mutating func wait(_ model: StoreModel) -> Step? {
        let parents = model.inOrder.filter {
            $0.state == .executing && ["parent", "holder"].contains($0.request.task)
        }
        guard let parent = parents.randomElement(using: &random) else { return nil }
        let children = (0..<number(1..<4)).map { position in
            let place = RunRequest.ChildPlace(parent: parent.id, ordinal: parent.nextOrdinal + position)
            return requests.request(
                "leaf", options: chance(40) ? options("leaf", model) : TriggerOptions(), child: place)
        }
        return .wait(parent.id, children, claiming: chance(50) ? number(1..<4) : 0)
    }

    // MARK: Operators

    private mutating func cancel(_ model: StoreModel) -> Step? {
        let known = model.inOrder.filter { !keepsFew || $0.token == nil }
        return known.randomElement(using: &random).map { .cancel($0.id) }
    }

    private mutating func steer(_ model: StoreModel) -> Step {
        let queue = ["plain", "keyed", "hold"].randomElement(using: &random)!
        switch number(0..<10) {
        case 0..<2: return .setPaused(true, queue: queue)
        case 2..<6: return .setPaused(false, queue: queue)
        case 6..<7:
            return .override(queue: queue, ConcurrencyLimit(perKey: queue == "keyed" ? 1 : nil, total: number(1..<3)))
        case 7..<9: return .override(queue: queue, nil)
        default: return .register(model.declarations, organization: chance(30) ? nil : number(3..<6))
        }
    }
}
