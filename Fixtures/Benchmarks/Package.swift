// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "sluice", path: "../..", traits: ["SQLite", "Postgres"]),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    ],
    targets: [
        .systemLibrary(name: "CBenchmarkSupport", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .systemLibrary(
            name: "CBenchmarkPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "CBenchmarkSupport",
                "CBenchmarkPQ",
                .product(name: "Sluice", package: "sluice"),
                .product(name: "SluiceCompiler", package: "sluice"),
                .product(name: "SluiceSQLite", package: "sluice"),
                .product(name: "SluicePostgres", package: "sluice"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")]),
        .executableTarget(
            name: "WalkEvents", dependencies: ["CBenchmarkSupport"],
            swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")]),
    ]
)
