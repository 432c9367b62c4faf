import SluiceCompiler

/// What to say where there is nothing to read: to a target that uses the plugin but has no file of a name that it knows.
///
/// - Parameters:
///   - paths: The files that the plugin found; without declarations among them, those that may have been meant.
///   - folder: The target's folder.
/// - Returns: The message; `nil` where there are declarations.
func missingDeclarations(among paths: ArraySlice<String>, below folder: String) -> String? {
    guard let path = paths.first else {
        let separator = folder.hasSuffix("/") ? "" : "/"
        return "error: the target in '\(folder)' uses SluicePlugin, but declares no tasks: "
            + "add '\(folder)\(separator)tasks.yaml', or take it out of 'exclude' in Package.swift if it is there"
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard !FileName.isDeclarations(name) else { return nil }
    return "\(path):1:1: error: tasks are not declared in files named '\(name)': "
        + "rename it to 'tasks.yaml' or '<name>.tasks.yaml'"
}
