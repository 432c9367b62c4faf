// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "sluice", path: "../..")
    ],
    targets: [
        .systemLibrary(name: "CBenchmarkLibYAML", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "CBenchmarkLibYAML",
                .product(name: "Sluice", package: "sluice"),
                .product(name: "SluiceCompiler", package: "sluice"),
            ],
            swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")]),
    ]
)
