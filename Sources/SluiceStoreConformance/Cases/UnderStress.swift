import Sluice

extension StoreConformance {
    static let underStress: [ConformanceCase] = (1...6).map { seed in
        ConformanceCase(
            [1, 2, 7, 11, 12, 21, 25, 30],
            "no limit is ever exceeded and everything ends, under concurrent clients and workers, seed \(seed)"
        ) { bench in
            try await Stress(bench, seed: UInt64(seed)).run()
        }
    }
}
