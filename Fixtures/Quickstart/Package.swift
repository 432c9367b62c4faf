// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "quickstart",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "sluice", path: "../..")
    ],
    targets: [
        .executableTarget(
            name: "Quickstart",
            dependencies: [
                .product(name: "Sluice", package: "sluice"),
                .product(name: "SluiceSQLite", package: "sluice"),
            ],
            plugins: [.plugin(name: "SluicePlugin", package: "sluice")])
    ]
)
