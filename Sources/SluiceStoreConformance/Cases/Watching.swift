import Sluice
import SluiceTesting

extension StoreConformance {
    static let watching: [ConformanceCase] = [
        ConformanceCase([], "whoever waits for the end of a run is told, however many there are") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger()
            let worker = try await bench.worker()
            let expected = RunEnding(id: run, state: .completed, output: [1], attempts: 1)
            try await withThrowingTaskGroup(of: RunEnding.self) { group in
                for _ in 0..<100 { group.addTask { try await bench.ending(of: run) } }
                try await worker.finish(worker.start(), .completed(output: [1]))
                for _ in 0..<100 { group.addTask { try await bench.ending(of: run) } }
                for try await ending in group { try expect(ending, is: expected, "the ending") }
            }
        },
        ConformanceCase([], "who waits for a run that has ended is told at once") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger()
            try await bench.store.cancel(run)
            try expect(await bench.ending(of: run).state, is: .canceled, "the ending's state")
        },
        ConformanceCase([], "a waiter that is cancelled goes, and the others stay") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger()
            let stays = Task { try await bench.ending(of: run) }
            let goes = (0..<50).map { _ in Task { try await bench.store.ending(of: run) } }
            for (position, task) in goes.enumerated() {
                if position.isMultiple(of: 2) { await Task.yield() }
                task.cancel()
            }
            for task in goes { try await expectCancellation(of: task) }
            try await bench.store.cancel(run)
            try expect(await stays.value.state, is: .canceled, "the ending that the other waiter is told")
        },
        ConformanceCase([], "a waiter that is cancelled before it asks is told so") { bench in
            try await bench.declareOne()
            let run = try await bench.trigger()
            let waiter = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await bench.store.ending(of: run)
            }
            try await expectCancellation(of: waiter)
        },
        ConformanceCase([], "the end of a run that there is not is not waited for") { bench in
            try await bench.declareOne()
            try await bench.expect(.unknownRun, from: "the wait") { try await bench.store.ending(of: bench.newID()) }
        },
        ConformanceCase(
            [], "runs that ended are known as long as the store shall keep them", retention: Retention(count: 3)
        ) { bench in
            try await bench.declareOne()
            let runs = try await bench.trigger(count: 5)
            for run in runs { try await bench.store.cancel(run) }
            for run in runs[2...] { try await bench.expect(run, is: .canceled) }
            for run in runs[..<2] {
                try expect(await bench.store.run(run), is: nil, "a run that ended before the last three")
                try await bench.expect(.unknownRun, from: "a wait") { try await bench.store.ending(of: run) }
                try await bench.expect(.unknownRun, from: "a cancel") { try await bench.store.cancel(run) }
            }
        },
        ConformanceCase(
            [], "runs that ended longer ago than the store keeps them are forgotten",
            retention: Retention(age: .seconds(60))
        ) { bench in
            try await bench.declareOne()
            let old = try await bench.trigger()
            try await bench.store.cancel(old)
            bench.time.advance(by: .seconds(60))
            try await bench.expect(old, is: .canceled)
            bench.time.advance(by: .seconds(1))
            let young = try await bench.trigger()
            try await bench.store.cancel(young)
            try expect(await bench.store.run(old), is: nil, "the run that ended long ago")
            try await bench.expect(young, is: .canceled)
        },
    ]

    private static func expectCancellation(
        of task: Task<RunEnding, any Error>, fileID: String = #fileID, line: Int = #line
    ) async throws {
        let result = await task.result
        guard case .failure(let error) = result, error is CancellationError else {
            throw fail("'CancellationError'", got: result, fileID: fileID, line: line)
        }
    }
}
