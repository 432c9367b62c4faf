import Foundation
import SluiceCompiler

/// What generated code costs a build in debug: user seconds of the Swift compiler.
enum BuildTimeBenchmark {
    private static let tasks = 300

    static func measure() async throws -> [Figure] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-build-time-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let generated = compile(files: [
            SourceFile(path: "tasks.yaml", text: publicly(SampleDeclarations.yaml(tasks: tasks)))
        ])
        precondition(!generated.hasErrors)
        let variants = try [
            Variant("bare", ["Structs.swift": bareStructs()], in: folder),
            Variant("generated", sources(generated.outputs), in: folder),
            Variant("codable", sources(generated.outputs.map(withSynthesisedCodable)), in: folder),
        ]
        var samples = Array(repeating: [Double](), count: variants.count)
        for round in 0...3 {
            for (position, variant) in variants.enumerated() {
                let seconds = try variant.userSecondsOfBuild()
                if round > 0 { samples[position].append(seconds) }
            }
        }
        let seconds = samples.map(Timing.median)
        return [
            Figure(name: "building \(tasks) bare structs", value: seconds[0], unit: "user s", bar: .none),
            Figure(
                name: "building what is generated for \(tasks) tasks", value: seconds[1], unit: "user s", bar: .none),
            Figure(name: "generated code ÷ bare structs", value: seconds[1] / seconds[0], unit: "×", bar: .atMost(3.5)),
            Figure(
                name: "generated code ÷ the same with synthesised Codable", value: seconds[1] / seconds[2], unit: "×",
                bar: .atMost(0.6)),
        ]
    }

    private static func publicly(_ yaml: String) -> String { "swift: { access: public }\n" + yaml }

    private static func sources(_ outputs: [OutputFile]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: outputs.map { ($0.name, $0.contents) })
    }

    /// The payloads alone, with the initialisers that they need to be of use.
    private static func bareStructs() -> String {
        var text = "public enum Tasks {}\n"
        for number in 0..<tasks {
            text += """
                extension Tasks {
                    public enum Task\(number) {
                        public struct Payload {
                            public var branch: Swift.String
                            public var count: Swift.Int
                            public var labels: [Swift.String]

                            public init(branch: Swift.String, count: Swift.Int, labels: [Swift.String] = []) {
                                self.branch = branch
                                self.count = count
                                self.labels = labels
                            }
                        }
                    }
                }

                """
        }
        return text
    }

    /// Generated code with what the compiler synthesises in the place of the generated pairs of write and read.
    private static func withSynthesisedCodable(_ file: OutputFile) -> OutputFile {
        var lines: [Substring] = []
        var skippedIndentation: Int?
        for line in file.contents.split(separator: "\n", omittingEmptySubsequences: false) {
            let indentation = line.prefix { $0 == " " }.count
            if let skipped = skippedIndentation {
                if indentation == skipped, line.trimmingCharacters(in: .whitespaces) == "}" { skippedIndentation = nil }
                continue
            }
            if line.contains("func write(") || line.contains("static func read(") {
                skippedIndentation = indentation
                continue
            }
            lines.append(line)
        }
        var text = lines.joined(separator: "\n").replacingOccurrences(
            of: "public struct Payload: Sluice.PayloadValue {",
            with: "public struct Payload: Swift.Codable, CodablePayload {")
        if file.name == FileName.target { text += codablePayload }
        return OutputFile(name: file.name, contents: text)
    }

    private static let codablePayload = """

        /// What bridges `Codable` to a payload, once for all of them.
        public protocol CodablePayload: Sluice.PayloadValue, Swift.Codable {}
        extension CodablePayload {
            @_spi(SluiceGenerated) public func write(to json: inout Sluice.JSONWriter) {
                Sluice.Bridged(self).write(to: &json)
            }

            @_spi(SluiceGenerated) public static func read(
                from json: inout Sluice.JSONReader
            ) throws(Sluice.PayloadError) -> Self {
                try Sluice.Bridged<Self>.read(from: &json).value
            }
        }

        """

    /// Sources in a folder of their own, built as SwiftPM builds a debug module.
    private struct Variant {
        let folder: URL
        let files: [String]

        init(_ name: String, _ sources: [String: String], in parent: URL) throws {
            folder = parent.appending(path: name)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            files = sources.keys.sorted()
            for (name, text) in sources { try Data(text.utf8).write(to: folder.appending(path: name)) }
        }

        func userSecondsOfBuild() throws -> Double {
            let modules = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
                .appending(path: "Modules").path(percentEncoded: false)
            let features = ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"]
            return try ChildProcess.run(
                ["swiftc", "-swift-version", "6", "-Onone", "-g", "-module-name", "App", "-parse-as-library"]
                    + ["-I", modules] + features.flatMap { ["-enable-upcoming-feature", $0] }
                    + ["-emit-module", "-emit-module-path", "App.swiftmodule", "-c"] + files,
                in: folder
            ).userSeconds
        }
    }
}
