// swift-tools-version: 6.1
import PackageDescription

// A service that only triggers: no build plugin, and nothing of what the other service is made of. From this folder,
// `swift package --allow-writing-to-package-directory generate-task-client --from ../SharedTasks` writes Sources/Frontend/Generated.
let sluice = Target.Dependency.product(name: "Sluice", package: "sluice")

let package = Package(
    name: "frontend",
    platforms: [.macOS(.v15)],
    products: [.library(name: "Frontend", targets: ["Frontend"])],
    dependencies: [.package(name: "sluice", path: "../../..")],
    targets: [
        .target(name: "Frontend", dependencies: [sluice]),
        .executableTarget(name: "PlaceOrder", dependencies: ["Frontend", sluice]),
    ]
)
