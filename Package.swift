// swift-tools-version: 6.1
import PackageDescription

var settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]
// Only for this package's own tests: whoever depends on a package may not be given unsafe flags.
if Context.environment["SLUICE_WARNINGS_AS_ERRORS"] != nil { settings.append(.unsafeFlags(["-warnings-as-errors"])) }

let package = Package(
    name: "sluice",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Sluice", targets: ["Sluice"]),
        .library(name: "SluiceSQLite", targets: ["SluiceSQLite"]),
        .library(name: "SluicePostgres", targets: ["SluicePostgres"]),
        .library(name: "SluiceControl", targets: ["SluiceControl"]),
        .library(name: "SluiceCompiler", targets: ["SluiceCompiler"]),
        .library(name: "SluiceTesting", targets: ["SluiceTesting"]),
        .library(name: "SluiceStoreConformance", targets: ["SluiceStoreConformance"]),
        .executable(name: "sluice", targets: ["SluiceCommand"]),
        .plugin(name: "SluicePlugin", targets: ["SluicePlugin"]),
        .plugin(name: "SluiceClientPlugin", targets: ["SluiceClientPlugin"]),
        .plugin(name: "SluiceValidatePlugin", targets: ["SluiceValidatePlugin"]),
    ],
    traits: [
        .default(enabledTraits: ["SQLite"]),
        .trait(name: "SQLite", description: "The store 'SQLiteStore', which keeps runs in a file."),
        .trait(name: "Postgres", description: "The store in PostgreSQL, which many processes share. Needs libpq."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The compiler: YAML in, Swift and diagnostics out. What recurs is understood by both it and the runtime.
        .systemLibrary(name: "CSluiceLibYAML", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .target(name: "SluiceYAML", dependencies: ["CSluiceLibYAML"], swiftSettings: settings),
        .target(name: "SluiceCron", swiftSettings: settings),
        .target(name: "SluiceCompiler", dependencies: ["SluiceCron", "SluiceYAML"], swiftSettings: settings),
        .target(name: "SluiceFiles", swiftSettings: settings),
        // The plugin's tool, built by everyone who uses the plugin: what it does not need lies elsewhere.
        .executableTarget(
            name: "sluice-generate", dependencies: ["SluiceCompiler", "SluiceFiles"], swiftSettings: settings),
        .plugin(name: "SluicePlugin", capability: .buildTool(), dependencies: ["sluice-generate"]),

        // The command line `sluice`: what people and CI ask about declarations, and about services that run. Its target has another name,
        // since some file systems can't tell `sluice` from `Sluice`.
        .target(
            name: "SluiceTooling", dependencies: ["SluiceCompiler", "SluiceCron", "SluiceFiles"],
            swiftSettings: settings),
        .target(name: "SluiceOperating", dependencies: ["Sluice"], swiftSettings: settings),
        .target(
            name: "SluiceDeclarationCommands",
            dependencies: [
                "SluiceTooling", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "SluiceCommand",
            dependencies: [
                "SluiceDeclarationCommands", "SluiceOperating", "SluiceControl", "SluiceCompiler",
                .target(name: "SluiceSQLite", condition: .when(traits: ["SQLite"])),
                .target(name: "SluicePostgres", condition: .when(traits: ["Postgres"])),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        // The plugins' own, which builds no store.
        .executableTarget(
            name: "SluicePluginCommand",
            dependencies: [
                "SluiceDeclarationCommands", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        // The same from within a package. Only who calls these commands builds what they need.
        .plugin(
            name: "SluiceClientPlugin",
            capability: .command(
                intent: .custom(
                    verb: "generate-task-client",
                    description: "Generates typed triggers for tasks that another service runs."),
                permissions: [
                    .writeToPackageDirectory(
                        reason:
                            "to write generated Swift files into a target's sources; nothing is written with --check or --help"
                    )
                ]),
            dependencies: ["SluicePluginCommand"]),
        .plugin(
            name: "SluiceValidatePlugin",
            capability: .command(
                intent: .custom(
                    verb: "validate-tasks", description: "Checks the task declarations of every target.")),
            dependencies: ["SluicePluginCommand"]),

        // The runtime: triggers, admission, stores and workers.
        .target(
            name: "Sluice",
            dependencies: [
                "SluiceCron",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ],
            swiftSettings: settings + [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]),
        .target(
            name: "SluiceSQLite",
            dependencies: [
                "Sluice", "SluiceControl",
                .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
                .product(name: "GRDBSQLite", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
            ],
            swiftSettings: settings + [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]),
        .systemLibrary(
            name: "CSluicePQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        .target(
            name: "SluicePostgres",
            dependencies: [
                "Sluice",
                .target(name: "CSluicePQ", condition: .when(traits: ["Postgres"])),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
            ],
            swiftSettings: settings + [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]),
        .target(
            name: "SluiceTesting", dependencies: ["Sluice", .product(name: "Logging", package: "swift-log")],
            swiftSettings: settings),
        // Steering a service from another process.
        .target(name: "SluiceControl", dependencies: ["Sluice"], swiftSettings: settings),
        .target(
            name: "SluiceStoreConformance", dependencies: ["Sluice", "SluiceTesting"], swiftSettings: settings),

        .target(name: "SluiceTestSupport", path: "Tests/SluiceTestSupport", swiftSettings: settings),
        .testTarget(
            name: "SluiceCronTests", dependencies: ["SluiceCron", "SluiceTestSupport"], swiftSettings: settings),
        .testTarget(name: "SluiceYAMLTests", dependencies: ["SluiceYAML"], swiftSettings: settings),
        .testTarget(
            name: "SluiceCompilerTests", dependencies: ["SluiceCompiler", "SluiceTestSupport"], swiftSettings: settings),
        .testTarget(
            name: "SluiceToolingTests",
            dependencies: ["SluiceTooling", "SluiceCompiler", "SluiceYAML", "SluiceTestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "SluiceTests",
            dependencies: [
                "Sluice", "SluiceCron", "SluiceStoreConformance", "SluiceTesting", "SluiceTestSupport",
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "SluiceCrashWorker",
            dependencies: [
                "Sluice", "SluiceSQLite", "SluiceTestSupport", .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/SluiceCrashWorker", swiftSettings: settings),
        .testTarget(
            name: "SluiceCrashTests",
            dependencies: [
                "SluiceTestSupport",
                .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "SluiceSQLiteTests",
            dependencies: [
                "SluiceSQLite", "Sluice", "SluiceStoreConformance", "SluiceTesting", "SluiceTestSupport",
                .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
            ],
            swiftSettings: settings),
        .target(
            name: "SluicePostgresTestSupport",
            dependencies: ["SluiceTestSupport", .target(name: "CSluicePQ", condition: .when(traits: ["Postgres"]))],
            path: "Tests/SluicePostgresTestSupport", swiftSettings: settings),
        .testTarget(
            name: "SluicePostgresTests",
            dependencies: [
                "SluicePostgres", "Sluice", "SluicePostgresTestSupport", "SluiceStoreConformance", "SluiceTestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
                .product(name: "InMemoryLogging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "SluiceFleetWorker",
            dependencies: [
                "Sluice", "SluicePostgres", "SluiceTestSupport", .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/SluiceFleetWorker", swiftSettings: settings),
        .testTarget(
            name: "SluiceFleetTests", dependencies: ["SluicePostgresTestSupport", "SluiceTestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "SluiceTestingTests",
            dependencies: [
                "Sluice", "SluiceTesting",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "InMemoryLogging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "SluiceOperatingTests", dependencies: ["SluiceOperating", "Sluice"], swiftSettings: settings),
        .testTarget(
            name: "SluiceControlTests", dependencies: ["SluiceControl", "Sluice", "SluiceTestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "SluiceCommandTests",
            dependencies: [
                "SluiceTestSupport", "Sluice", "SluiceControl", "SluicePostgresTestSupport",
                .target(name: "SluicePostgres", condition: .when(traits: ["Postgres"])),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "SluiceDocumentationTests",
            dependencies: [
                "SluiceTestSupport", "Sluice", "SluiceControl", "SluicePostgres", "SluicePostgresTestSupport",
            ],
            swiftSettings: settings),
        .testTarget(name: "SluicePluginTests", dependencies: ["SluiceTestSupport"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
