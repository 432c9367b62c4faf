// swift-tools-version: 6.1
import PackageDescription

// Built with libFuzzer, which brings `main`: see `run`.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("MemberImportVisibility"), .unsafeFlags(["-parse-as-library"]),
]

let package = Package(
    name: "fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "sluice", path: "../..")
    ],
    targets: [
        .executableTarget(
            name: "FuzzDeclarations", dependencies: [.product(name: "SluiceCompiler", package: "sluice")],
            swiftSettings: settings),
        .executableTarget(
            name: "FuzzPayloads", dependencies: [.product(name: "Sluice", package: "sluice")], swiftSettings: settings),
    ]
)
