import Testing

/// A way to build a package.
struct BuildConfiguration: Hashable, CustomTestStringConvertible {
    enum System: String {
        case native, swiftbuild
    }

    enum Optimization: String {
        case debug, release
    }

    let system: System
    let optimization: Optimization

    var testDescription: String { "\(system.rawValue), \(optimization.rawValue)" }

    static let all = [
        Self(system: .native, optimization: .debug), Self(system: .swiftbuild, optimization: .debug),
        Self(system: .native, optimization: .release), Self(system: .swiftbuild, optimization: .release),
    ]

    /// For what does not depend on optimization.
    static let debug = all.filter { $0.optimization == .debug }
}
