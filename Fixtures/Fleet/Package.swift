// swift-tools-version: 6.1
import PackageDescription

// Two programs that share limits through PostgreSQL: a shop that triggers, and a worker that is run in several copies.
let sluice: [Target.Dependency] = [
    .product(name: "Sluice", package: "sluice"),
    .product(name: "SluicePostgres", package: "sluice"),
]

let package = Package(
    name: "fleet",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "sluice", path: "../..", traits: ["Postgres"]),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(
            name: "FleetTasks",
            dependencies: sluice,
            plugins: [.plugin(name: "SluicePlugin", package: "sluice")]),
        .executableTarget(name: "FleetShop", dependencies: sluice + ["FleetTasks"]),
        .executableTarget(
            name: "FleetWorker",
            dependencies: sluice + [
                "FleetTasks", .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
    ]
)
