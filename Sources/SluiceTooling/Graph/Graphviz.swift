import Foundation

/// Asks Graphviz to draw.
package enum Graphviz {
    /// Whether `dot` is on the `PATH`.
    package static var isPresent: Bool { program != nil }

    /// The picture that `dot` makes of a graph.
    static func svg(of graph: String) throws(GraphvizError) -> String {
        guard let program else { throw GraphvizError.missing }
        let process = Process()
        let output = Pipe()
        // Through a file: with two pipes each side could wait for the other to read.
        let input = FileManager.default.temporaryDirectory.appending(component: "sluice-\(UUID().uuidString).dot")
        defer { try? FileManager.default.removeItem(at: input) }
        process.executableURL = URL(filePath: program)
        process.arguments = ["-Tsvg", input.path(percentEncoded: false)]
        process.standardOutput = output
        do {
            try Data(graph.utf8).write(to: input)
            try process.run()
        } catch {
            throw GraphvizError.failed("\(error)")
        }
        let picture = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw GraphvizError.failed("it ended with \(process.terminationStatus)")
        }
        return String(decoding: picture, as: UTF8.self)
    }

    private static var program: String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").map { "\($0)/dot" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

/// Why there is no picture.
package enum GraphvizError: Error, CustomStringConvertible {
    /// `dot` is not on the `PATH`.
    case missing
    case failed(String)

    package var description: String {
        switch self {
        case .missing:
            "Graphviz draws 'svg', and its program 'dot' is not on the PATH; install it (apt-get install graphviz, brew "
                + "install graphviz), or take another format: 'mermaid', 'dot' and 'text' need nothing"
        case .failed(let reason): "Graphviz ('dot') can't draw the graph: \(reason)"
        }
    }
}
