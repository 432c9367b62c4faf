import Foundation
import Sluice
import SluiceOperating
import Testing

@Suite("What commands about services show")
struct ReportTests {
    private let now = Timestamp(microseconds: 1_750_000_000_000_000)
    private let id = RunID("01957f2e-5a3c-7d10-8000-000000000001")!
    private let other = RunID("01957f2e-5a3c-7d10-8000-000000000002")!

    private var run: RunSnapshot {
        RunSnapshot(
            id: id, task: "send-email", queue: "mail", key: "acme", state: .queued, attempts: 1,
            triggeredAt: now - .seconds(200), startedAt: now - .seconds(100), tags: ["vip"])
    }

    private var holder: RunSnapshot {
        RunSnapshot(
            id: other, task: "send-email", queue: "mail", key: "acme", state: .executing, attempts: 1,
            triggeredAt: now - .seconds(4_000), startedAt: now - .seconds(30), parent: id, tags: [])
    }

    private var history: RunHistory {
        RunHistory(
            run: run, payload: Array(#"{"to":"x@example.com"}"#.utf8), idempotencyKey: "welcome", tick: nil,
            priority: .seconds(5), dueAt: now - .seconds(150), maxAttempts: 3,
            attempts: [
                AttemptRecord(
                    number: 1, startedAt: now - .seconds(100), endedAt: now - .seconds(98), outcome: .failed,
                    message: "no\nroute")
            ],
            children: [holder], childCount: 3,
            waiting: WaitExplanation(
                task: "send-email", queue: "mail", key: "acme",
                holds: [
                    .init(.paused), .init(.perKey(taken: 1, limit: 1), holders: [holder]),
                    .init(.queue(taken: 30, limit: 30), holders: Array(repeating: holder, count: 20), holderCount: 30),
                ],
                place: .init(position: 3, poolCount: 9, queueCount: 17)))
    }

    @Test("a run, with all that is known of it")
    func report() {
        let expected = """
            run              01957f2e-5a3c-7d10-8000-000000000001
            task             send-email
            queue            mail, key 'acme'
            state            queued
            triggered        2025-06-15T15:03:20.000000Z (3 min ago)
            delayed          until 2025-06-15T15:04:10.000000Z (2 min ago)
            started          2025-06-15T15:05:00.000000Z (1 min ago)
            attempts         1 of 3
            priority         5 s
            tags             vip
            idempotency key  welcome

            why it waits
              queue 'mail' is paused: nothing of it starts until it is resumed
              key 'acme' of queue 'mail' has no room: its slot is taken by \(other) (send-email, executing)
              queue 'mail' has no room: 30 of 30 slots are taken by \(other) (send-email, executing), \
            \(other) (send-email, executing), \(other) (send-email, executing) and 27 others
              place 3 of 9 in line for key 'acme'; 17 runs are queued in queue 'mail'

            attempts
              ATTEMPT  STARTED                      TOOK  OUTCOME  ERROR
              1        2025-06-15T15:05:00.000000Z  2 s   failed   no\\u{a}route

            waited for
              RUN                                   STATE      TASK        QUEUE  KEY   ATTEMPTS  TRIGGERED  TOOK
              01957f2e-5a3c-7d10-8000-000000000002  executing  send-email  mail   acme  1         1 h ago    30 s so far
              and 2 that the store does not show, or keep any more

            payload
              {"to":"x@example.com"}

            """
        #expect(RunReport(history, now: now).render(.text) == expected)
    }

    @Test("JSON that can be read back")
    func json() throws {
        func decode<Value: Decodable>(_: Value.Type, _ text: String) throws -> Value {
            try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        }
        #expect(try decode(RunHistory.self, RunReport(history, now: now).render(.json)) == history)
        #expect(try decode([RunSnapshot].self, RunList([run, holder], now: now).render(.json)) == [run, holder])
        #expect(RunList([], now: now).render(.json) == "[]\n")
        let snapshot = self.snapshot
        #expect(try decode(StoreSnapshot.self, QueueList(snapshot, now: now).render(.json)) == snapshot)
    }

    private var snapshot: StoreSnapshot {
        StoreSnapshot(
            executing: 3, limit: 10,
            queues: [
                QueueSnapshot(
                    name: "mail", executing: 2, queued: 17, delayed: 1, waiting: 0, oldestQueuedAt: now - .seconds(75),
                    limit: ConcurrencyLimit(perKey: 1, total: 2), isOverridden: true, isPaused: true, isDeclared: false),
                QueueSnapshot(
                    name: "other", executing: 1, queued: 0, delayed: 0, waiting: 4, limit: ConcurrencyLimit(),
                    isOverridden: false, isPaused: false, isDeclared: true),
            ])
    }

    @Test("queues, and all of them together")
    func queues() {
        let expected = """
            QUEUE  EXECUTING  LIMIT                QUEUED  LONGEST WAIT  DELAYED  WAITING  REMARKS
            mail   2          1 per key, 2 in all  17      1 min         1        0        \
            paused, limit overridden, no longer declared
            other  1          none                 0       -             0        4
            (all)  3          10                   17      1 min         1        4

            """
        #expect(QueueList(snapshot, now: now).render(.text) == expected)
    }

    @Test("runs, with how long they took")
    func runs() {
        var ended = run
        (ended.state, ended.endedAt, ended.key) = (.completed, now - .seconds(97), nil)
        let expected = """
            RUN                                   STATE      TASK        QUEUE  KEY   ATTEMPTS  TRIGGERED  TOOK
            01957f2e-5a3c-7d10-8000-000000000002  executing  send-email  mail   acme  1         1 h ago    30 s so far
            01957f2e-5a3c-7d10-8000-000000000001  queued     send-email  mail   acme  1         3 min ago  -
            01957f2e-5a3c-7d10-8000-000000000001  completed  send-email  mail   -     1         3 min ago  3 s

            """
        #expect(RunList([holder, run, ended], now: now).render(.text) == expected)
        #expect(RunList([], now: now).render(.text) == "")
    }

    @Test("of a long payload the beginning")
    func longPayload() {
        var history = history
        history.payload = Array(repeating: UInt8(ascii: "7"), count: 10_000)
        let text = RunReport(history, now: now).render(.text)
        #expect(text.hasSuffix("7…\n  (10000 bytes in all: see '--format json')\n"))
        #expect(text.count < 5_000)
    }
}
