// swift-tools-version: 6.1
import PackageDescription

// The service that runs the tasks.
let package = Package(
    name: "backend",
    platforms: [.macOS(.v15)],
    products: [.library(name: "Backend", targets: ["Backend"])],
    dependencies: [
        .package(name: "sluice", path: "../../.."),
        .package(path: "../SharedTasks"),
    ],
    targets: [
        .target(
            name: "Backend",
            dependencies: [
                .product(name: "SharedTasks", package: "SharedTasks"), .product(name: "Sluice", package: "sluice"),
            ])
    ]
)
