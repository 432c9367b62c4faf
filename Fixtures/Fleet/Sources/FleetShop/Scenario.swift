import FleetTasks
import Foundation
import Sluice

/// Each limit by itself, then all of them at once while a worker is killed.
struct Scenario {
    private static let tenants = (1...8).map { "tenant-\($0)" }

    let tasks: Tasks
    let records: Records

    func run() async throws -> Report {
        try await showing("One payment at a time, whichever worker makes it") { try await check(payments(30)) }
        try await showing("Ten images at once") { try await check(images(80)) }
        try await showing("Two reports at once of each tenant, twelve of all") { try await check(reports(10)) }
        try await showing("Twenty newsletters at once") { try await check(newsletters(100)) }
        try await showing("Everything at once, while a worker is killed") { try await everything() }
        return try report()
    }

    private func everything() async throws {
        let (payments, images) = (try await payments(40), try await images(150))
        let (reports, letters) = (try await reports(20), try await newsletters(200))
        // In the middle of it: most of what was triggered is still to be done.
        for (letter, _) in letters.prefix(40) { try await letter.result() }
        show("  now kill worker \(try records.busiest())\n")
        try await check(payments)
        try await check(images)
        try await check(reports)
        try await check(letters)
    }

    private func report() throws -> Report {
        let history = try records.read()
        var report = Report()
        report.add("payments", limit: 1, most: history.most(at: .queue("payments")))
        report.add("images", limit: 10, most: history.most(at: .queue("images")))
        let perTenant = Self.tenants.map { history.most(at: .key(queue: "reports", key: $0)) }
        report.add("reports, each tenant", limit: 2, most: perTenant.max() ?? 0)
        report.add("reports, all tenants", limit: 12, most: history.most(at: .queue("reports")))
        report.add("newsletters", limit: 20, most: history.most(at: .queue("task/send-newsletter")))
        report.add("organization, over every process", limit: 24, most: history.most(at: .organization))
        report.check(perTenant.min() == 2, "a tenant never had 2 reports at once")
        report.check(history.workerCount >= 3, "only \(history.workerCount) workers had something to do")
        report.check(!history.lost.isEmpty, "the worker that was killed executed nothing")
        report.check(history.lost.isSubset(of: history.ended), "what the killed worker executed was not executed again")
        show("\n\(history.workerCount) workers; one was killed while it executed runs that others executed again: ")
        show("\(history.lost.count)\n")
        return report
    }

    // MARK: Triggering

    private typealias Triggered<Definition: TaskDefinition> = [(RunHandle<Definition>, expected: Definition.Output)]

    private func payments(_ count: Int) async throws -> Triggered<Tasks.ChargeCard> {
        let runs = try await tasks.chargeCard.batchTrigger((0..<count).map { BatchItem(.init(order: $0)) })
        return runs.enumerated().map { ($1, "receipt \($0)") }
    }

    private func images(_ count: Int) async throws -> Triggered<Tasks.ScaleImage> {
        let runs = try await tasks.scaleImage.batchTrigger((0..<count).map { BatchItem(.init(image: $0)) })
        return runs.enumerated().map { ($1, Work.checksum(of: $0)) }
    }

    private func reports(_ months: Int) async throws -> Triggered<Tasks.WriteReport> {
        var triggered: Triggered<Tasks.WriteReport> = []
        for tenant in Self.tenants {
            let items = (0..<months).map { BatchItem<Tasks.WriteReport>(.init(tenant: tenant, month: $0)) }
            let runs = try await tasks.writeReport.batchTrigger(items)
            triggered += runs.enumerated().map { ($1, Work.checksum(of: $0)) }
        }
        return triggered
    }

    private func newsletters(_ count: Int) async throws -> Triggered<Tasks.SendNewsletter> {
        let runs = try await tasks.sendNewsletter.batchTrigger((0..<count).map { BatchItem(.init(reader: $0)) })
        return runs.map { ($0, NoOutput()) }
    }

    private func check<Definition: TaskDefinition>(
        _ triggered: Triggered<Definition>
    ) async throws where Definition.Output: Equatable {
        for (run, expected) in triggered {
            let output = try await run.result()
            guard output == expected else { throw WrongResult(description: "run \(run.id) returned \(output)") }
        }
    }

    // MARK: Showing

    private func showing(_ title: String, _ body: () async throws -> Void) async throws {
        show(title + "\n")
        let start = ContinuousClock.now
        try await body()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        show("  done in \((seconds * 10).rounded() / 10) s\n")
    }

    /// At once, also where the output is a pipe.
    private func show(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}

private struct WrongResult: Error, CustomStringConvertible {
    let description: String
}
