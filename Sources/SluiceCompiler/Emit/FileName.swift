/// The names of declaration files, and of the Swift files that come from them.
///
/// The build plugin shares this file: it must announce outputs before the compiler has read anything, so they follow
/// from the names of the inputs alone.
public enum FileName {
    /// The file that holds what a target has once, however many declaration files there are.
    public static let target = "Sluice.generated.swift"

    /// Whether a file of that name, without folders, holds declarations.
    public static func isDeclarations(_ name: String) -> Bool {
        name == "tasks.yaml" || name == "tasks.yml" || name.hasSuffix(".tasks.yaml") || name.hasSuffix(".tasks.yml")
    }

    /// Whether somebody may have meant a file of that name to hold declarations.
    public static func resemblesDeclarations(_ name: String) -> Bool {
        let words = name.lowercased().split { $0 == "." || $0 == "-" || $0 == "_" }
        let extensions: Set<Substring> = ["yaml", "yml"]
        return !isDeclarations(name) && words.contains { extensions.contains($0) }
            && words.contains { $0 == "task" || $0 == "tasks" || $0 == "sluice" }
    }

    /// The path of a file below a folder, with `/` between folders; its last component where it lies elsewhere.
    public static func path(of file: String, below folder: String) -> String {
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        guard file.hasPrefix(prefix) else { return file.split(separator: "/").last.map(String.init) ?? file }
        return String(file.dropFirst(prefix.count))
    }

    /// The Swift file for a declaration file: `billing/tasks.yaml` becomes `billing-tasks.sluice.swift`.
    ///
    /// No two files share one. In `-` a folder ends, so a `-` of the name is doubled, and one at the start of a folder or
    /// file, where it could be taken for the end of the last, has a `~` before it; so has a `~` that stands there.
    ///
    /// - Parameter path: The path below the target's folder, with `/` between folders.
    public static func output(for path: String) -> String {
        var result = ""
        for component in path.split(separator: "/") {
            if !result.isEmpty { result += "-" }
            let scalars = component.unicodeScalars
            if scalars.first == "-" || scalars.first == "~" { result += "~" }
            for scalar in scalars { result += scalar == "-" ? "--" : String(scalar) }
        }
        // `tasks.yml` keeps its ending, because `tasks.yaml` may lie beside it.
        if result.hasSuffix(".yaml") { result.removeLast(5) }
        return result + ".sluice.swift"
    }
}
