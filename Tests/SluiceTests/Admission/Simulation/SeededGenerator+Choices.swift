import SluiceTestSupport

extension SeededGenerator {
    /// A number from 0 up to, but without, `bound`. Not quite even for great bounds, and quick in debug builds.
    mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % bound }

    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}
