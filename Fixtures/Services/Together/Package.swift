// swift-tools-version: 6.1
import PackageDescription

// Both services in one process, over one store in memory. Over a store that processes share, they are two programs.
let package = Package(
    name: "together",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "sluice", path: "../../.."),
        .package(path: "../Backend"),
        .package(path: "../Frontend"),
        .package(path: "../SharedTasks"),
    ],
    targets: [
        .executableTarget(
            name: "Together",
            dependencies: [
                .product(name: "Backend", package: "Backend"), .product(name: "Frontend", package: "Frontend"),
                .product(name: "SharedTasks", package: "SharedTasks"), .product(name: "Sluice", package: "sluice"),
            ])
    ]
)
