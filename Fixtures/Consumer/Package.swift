// swift-tools-version: 6.2
import PackageDescription

// What a user's package may look like, all at once: several targets with the plugin, one of them public and imported by
// another, folders with spaces and letters beyond ASCII, settings as strict as they go, and no warning let through.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let sluice = Target.Dependency.product(name: "Sluice", package: "sluice")
let plugin = Target.PluginUsage.plugin(name: "SluicePlugin", package: "sluice")

let package = Package(
    name: "consumer",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "sluice", path: "../..")],
    targets: [
        .target(name: "Money", swiftSettings: settings),
        .target(name: "Everything", dependencies: [sluice, "Money"], swiftSettings: settings, plugins: [plugin]),
        .target(name: "Hostile", dependencies: [sluice], swiftSettings: settings, plugins: [plugin]),
        // The settings that a package has which says nothing.
        .target(
            name: "Inside", dependencies: [sluice, "Money"], path: "Sources/In side",
            swiftSettings: [.treatAllWarnings(as: .error)], plugins: [plugin]),
        .target(name: "Changing", dependencies: [sluice], swiftSettings: settings, plugins: [plugin]),
        // Only triggers what `Changing` runs.
        .target(name: "Triggering", dependencies: [sluice], swiftSettings: settings, plugins: [plugin]),
        .executableTarget(
            name: "Exercise", dependencies: [sluice, "Changing", "Everything", "Hostile", "Inside", "Money"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
