import SluiceTestSupport
import Testing

@testable import SluiceCompiler

@Suite struct DirectedGraphTests {
    /// Against the definition: two nodes share a component when each reaches the other.
    @Test(arguments: 0..<200)
    func componentsAreWhatReachesEachOther(_ seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let count = Int.random(in: 1...9, using: &random)
        var graph = DirectedGraph(count: count)
        for _ in 0..<Int.random(in: 0...2 * count, using: &random) {
            graph.addEdge(
                from: Int.random(in: 0..<count, using: &random), to: Int.random(in: 0..<count, using: &random))
        }
        let component = graph.components()
        func reaches(_ start: Int, _ goal: Int) -> Bool {
            graph.shortestPath(from: start, to: goal) { _ in true } != nil
        }
        for left in 0..<count {
            for right in 0..<count where left != right {
                #expect((component[left] == component[right]) == (reaches(left, right) && reaches(right, left)))
            }
        }
        let onCycles = Set((0..<count).filter { reaches($0, $0) }.map { component[$0] })
        #expect(Set(graph.cycles().map { component[$0[0]] }) == onCycles)
        for cycle in graph.cycles() {
            #expect(cycle.first == cycle.last)
            for (node, next) in zip(cycle, cycle.dropFirst()) { #expect(graph.successors[node].contains(next)) }
        }
    }

    @Test func longChainsDoNotRecurse() {
        var graph = DirectedGraph(count: 200_000)
        for node in 0..<199_999 { graph.addEdge(from: node, to: node + 1) }
        #expect(graph.cycles().isEmpty)
        graph.addEdge(from: 199_999, to: 0)
        #expect(graph.cycles().map(\.count) == [200_001])
    }
}
