#if Postgres
    extension Step {
        /// What it says where nobody else does anything.
        var verdict: String? {
            switch self {
            case .claim, .prune: nil
            case .complete, .completeLate: "10"
            case .fail, .reap: "1"
            case .wait, .reconcile: "0"
            case .cancel: "2"
            case .cancelQueued, .cancelChild: "12"
            case .close: "true"
            case .trigger, .tick: "false"
            case .forget, .fold, .renew, .raise, .lower, .pause, .register: ""
            }
        }

        /// What it says after another.
        /// - Parameter started: What the other one has started.
        func verdict(after other: Step, started: [String]) -> String? {
            switch (other, self) {
            // The attempt is over: its worker is told so, or that it has left itself.
            case (.complete, .complete), (.fail, .complete), (.forget, .complete): nil
            case (.complete, .fail), (.fail, .fail), (.forget, .fail), (.completeLate, .completeLate): nil
            case (.complete, .wait), (.fail, .wait), (.forget, .wait): "SL013"
            case (.close, .complete), (.close, .fail), (.close, .wait), (.close, .forget): "SL013"
            case (.reap, .completeLate), (.reap, .renew): "SL013"
            case (.close, .close): "false"
            // A cancelled run starts no other attempt, and waits for nothing.
            case (.cancel, .fail): "12"
            case (.cancel, .wait): "2"
            case (.complete, .cancel): "10"
            case (.fail, .cancel), (.forget, .cancel), (.close, .cancel): "12"
            case (.wait, .cancel): "4"
            case (_, .cancelChild) where started.contains("5.1"): "2"
            // It is there already.
            case (.trigger, .trigger), (.tick, .tick): "true"
            default: skips(other) ? "0" : verdict
            }
        }

        /// Whether it leaves alone what the other one has in hand, even if that comes to nothing.
        func skips(_ other: Step) -> Bool { self == .reap && [.completeLate, .renew, .reap].contains(other) }

        private static let changing: Set<Step> = [.raise, .lower, .pause, .register, .prune]
        private static let moving: Set<Step> = [
            .claim, .complete, .fail, .completeLate, .wait, .forget, .reap, .close, .reconcile,
        ]
        /// Whether it does nothing if what it waits for takes long.
        var isChore: Bool { self == .prune || self == .reconcile }

        /// What waits for it until it is committed: limits as small as most have one stripe, which all need in turn who
        /// start runs with slots that others have freed, or free some for others; keys for who ends runs of them; lanes for
        /// what becomes queued; the run itself; all of it for who changes limits. All else goes by what others have.
        private func isWaitedForBy(where room: PairScene.Room) -> Set<Step> {
            let (changing, moving) = (Self.changing, Self.moving)
            // Who starts runs with the slots that it has freed itself, as far as these go, has nothing to do with others'; unless
            // somebody has a claim to them.
            let handy: Set<Step> = room == .promised ? [] : [.complete, .wait]
            let claiming: Set<Step> = room == .promised ? [] : [.claim]
            return switch self {
            case .claim: moving.union(changing).subtracting(handy)
            case .reconcile: moving.union(changing)
            case .complete, .fail, .wait: moving.union(changing).union([.cancel]).subtracting(claiming)
            case .forget, .close: moving.union(changing).union([.cancel])
            case .completeLate: moving.union(changing).subtracting(handy.union([.reap]))
            case .reap: moving.union(changing).union([.renew]).subtracting(handy.union([.reap]))
            // Where there is none, none is looked for.
            case .cancelChild where room == .none: changing.union([.cancelChild, .close])
            case .cancelChild where room == .promised: changing.union([.cancelChild])
            case .cancelChild: moving.union(changing).union([.cancelChild]).subtracting(handy)
            case .fold: changing.union([.close, .fail, .forget])
            case .cancel: changing.union([.cancel, .close, .complete, .fail, .forget, .wait])
            case .cancelQueued: changing.union([.cancelQueued])
            case .renew, .trigger: [self]
            case .tick: [.tick, .register]
            case .raise, .lower, .pause, .prune:
                moving.union(changing).union([.fold, .cancel, .cancelQueued, .cancelChild])
            case .register: moving.union(changing).union([.fold, .cancel, .cancelQueued, .cancelChild, .tick])
            }
        }

        /// Whether it waits for another.
        func waits(for other: Step, which started: [String], where room: PairScene.Room) -> Bool {
            if self == .cancelChild, started.contains("5.1") { return true }
            let movers: Set<Step> = [.claim, .complete, .completeLate, .wait, .reap, .cancelChild]
            guard room == .stripes, movers.contains(self), movers.contains(other) else {
                return other.isWaitedForBy(where: room).contains(self)
            }
            // Then only who wants the same run.
            return switch self {
            case .complete, .wait: [.complete, .wait].contains(other)
            case .completeLate: [.completeLate, .reap].contains(other)
            case .cancelChild: other == .cancelChild
            default: false
            }
        }
    }
#endif
