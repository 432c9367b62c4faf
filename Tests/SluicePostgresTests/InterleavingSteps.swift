#if Postgres
    import SluicePostgresTestSupport
    import Testing

    /// What somebody does in a `PairScene`, in one transaction.
    enum Step: String, CaseIterable, CustomTestStringConvertible {
        case claim, complete, fail, completeLate, wait, forget, fold, renew, reap, close
        case cancel, cancelQueued, cancelChild, trigger, tick
        case raise, lower, pause, register, reconcile, prune

        var testDescription: String { rawValue }

        /// Answers with a row: the verdict, what starts or goes on (each run with its token), whether the caller shall ask again,
        /// and whether it leaves room for others.
        /// - Parameter isSecond: Whether the same is being done by somebody else.
        func text(isSecond: Bool = false) -> String {
            let run = Interleaving.id
            let own = isSecond ? 20 : 10
            return switch self {
            case .claim: Self.worked("claim(\(isSecond ? 4 : 3), 2, 1, NULL)")
            case .complete: Self.worked(Interleaving.finishing(1, 1, claiming: 1))
            case .fail: Self.worked(Interleaving.finishing(1, 1, outcome: 2, claiming: 1, delay: 0))
            case .completeLate: Self.worked(Interleaving.finishing(2, 2, claiming: 1))
            case .wait: Self.worked(Interleaving.waiting(1, 1, for: own, key: "c", claiming: 1))
            case .forget: Self.done("forget_claims(1, ARRAY[1], NULL)")
            case .fold: Self.done("(SELECT '' FROM advance(NULL))")
            case .renew: Self.done("renew_worker(2, 3600000000, NULL)")
            case .reap: Self.done("reap(NULL)")
            case .close: Self.done("close_worker(1, 5::smallint, NULL)")
            case .cancel: Self.done("cancel_and_settle(\(run(1)), NULL)")
            case .cancelQueued: Self.done("cancel_and_settle(\(run(3)), NULL)")
            case .cancelChild: Self.done("cancel_and_settle(\(run(5)), NULL)")
            case .trigger:
                Self.done("e.is_existing") + " FROM (\(Interleaving.trigger(own + 1, key: "a", idempotencyKey: "k"))) e"
            case .tick:
                Self.done("e.is_existing") + """
                     FROM enqueue(ARRAY[\(run(own + 2))], ARRAY['nightly'], NULL, NULL, ARRAY['{}'::bytea], NULL, NULL, NULL, NULL, NULL,
                    NULL, ARRAY[8000000000000000], NULL, NULL, NULL, NULL) e
                    """
            case .raise: Self.done("set_override('keyed', true, NULL, NULL, NULL)")
            case .lower: Self.done("set_override('keyed', true, 1, 1, NULL)")
            case .pause: Self.done("set_paused('keyed', true, NULL)")
            case .register:
                Self.done("''")
                    + " FROM (\(Interleaving.register(organization: 3, perKey: 3, total: Self.registeredTotal))) r"
            case .reconcile:
                Self.done(
                    """
                    (SELECT coalesce(sum(abs(reconcile_pool(id, queue))), 0) FROM (SELECT * FROM pool ORDER BY id) p)
                        + (SELECT sum(abs(reconcile_gate(id))) FROM (SELECT * FROM queue ORDER BY id) q)
                        + (SELECT count(*) FROM miscounted())
                    """)
            case .prune: Self.done("prune_lanes(\(run(0)), 100)")
            }
        }

        static let registeredTotal = 3

        private static func worked(_ function: String) -> String {
            """
            SELECT min(verdicts[1]) FILTER (WHERE kind = 0),
                string_agg(right(id::text, 12)::integer || '.' || token, ' ' ORDER BY id) FILTER (WHERE kind > 0), bool_or(is_contended),
                bool_or(leaves_room)
            FROM \(function)
            """
        }

        private static func done(_ verdict: String) -> String { "SELECT (\(verdict))::text, NULL, false, false" }

        /// How many it starts at most. Who has not said for long that it is alive is given nothing, whatever it asks for.
        var wanted: Int {
            switch self {
            case .claim: 2
            case .complete, .fail, .wait: 1
            default: 0
            }
        }

        /// Whether it makes room for a run of its own worker, and asks for one.
        var wantsToGoOn: Bool { [.complete, .fail, .wait].contains(self) }

        /// Whether others are told to ask for more after it: by its answer, or always.
        func isTold(by answer: PairScene.Answer) -> Bool {
            switch self {
            case .claim: answer.isContended
            case .complete, .fail, .completeLate: answer.isContended || answer.leavesRoom
            case .renew, .reconcile, .prune, .fold: false
            default: true
            }
        }
    }
#endif
