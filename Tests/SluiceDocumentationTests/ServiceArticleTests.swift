import Foundation
import SluiceTestSupport
import Testing

@Suite("the documentation of commands beside a service")
struct ServiceArticleTests {
    @Test("prints what they print", arguments: Article.all.filter { !$0.serviceBlocks.isEmpty })
    func output(article: Article) async throws {
        try await withTemporaryFolder { folder in
            let scene = try await ServiceScene(in: folder)
            for block in article.serviceBlocks {
                let run = try await run(block.text, scene, in: folder)
                #expect(run.status == 0)
                let shown = try #require(article.output(after: block)).text
                #expect(ServiceScene.lasting(run.output) == ServiceScene.lasting(shown), "\(run.output)")
            }
        }
    }

    /// On a thread of its own: those that tasks share must be free to answer.
    private func run(_ line: String, _ scene: ServiceScene, in folder: URL) async throws -> Command {
        let programs = Bundle.main.bundleURL.plainPath
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        try Command.run(
                            ["sh", "-c", "PATH='\(programs):'$PATH; \(line)"], in: folder,
                            environment: scene.environment)
                    })
            }
        }
    }
}
