// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "sluice", path: "../..", traits: ["SQLite", "Postgres"]),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .systemLibrary(name: "CBenchmarkSupport", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "CBenchmarkSupport",
                .product(name: "Sluice", package: "sluice"),
                .product(name: "SluiceCompiler", package: "sluice"),
                .product(name: "SluiceSQLite", package: "sluice"),
                .product(name: "SluicePostgres", package: "sluice"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")]),
        .executableTarget(
            name: "WalkEvents", dependencies: ["CBenchmarkSupport"],
            swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")]),
    ]
)
