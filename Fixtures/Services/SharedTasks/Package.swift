// swift-tools-version: 6.1
import PackageDescription

// What two services agree on.
let package = Package(
    name: "shared-tasks",
    platforms: [.macOS(.v15)],
    products: [.library(name: "SharedTasks", targets: ["SharedTasks"])],
    dependencies: [.package(name: "sluice", path: "../../..")],
    targets: [
        .target(
            name: "SharedTasks",
            dependencies: [.product(name: "Sluice", package: "sluice")],
            plugins: [.plugin(name: "SluicePlugin", package: "sluice")])
    ]
)
