import Foundation
import PackagePlugin

/// Generates the Swift code for a target's task declarations whenever they change.
///
/// The plugin itself runs only when files come or go, so what it says follows from their names alone; the tool reads them,
/// and says what is wrong with them: a message of the plugin's would be shown twice, and before errors that follow from it.
@main
struct SluicePlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? any SourceModuleTarget else { return [] }
        let files = target.sourceFiles.map(\.url).sorted { $0.plainPath < $1.plainPath }
        let declarations = files.filter { FileName.isDeclarations($0.lastPathComponent) }
        // Where there are none, the tool says so, and what to rename.
        let inputs =
            declarations.isEmpty
            ? files.filter { FileName.resemblesDeclarations($0.lastPathComponent) } : declarations
        let folder = target.directoryURL.plainPath
        let outputFolder = context.pluginWorkDirectoryURL
        let outputs = declarations.map { FileName.output(for: FileName.path(of: $0.plainPath, below: folder)) }
        return [
            .buildCommand(
                displayName: "Generating the tasks of \(target.name)",
                executable: try context.tool(named: "sluice-generate").url,
                arguments: [folder, outputFolder.plainPath] + inputs.map(\.plainPath),
                inputFiles: inputs,
                outputFiles: (outputs + [FileName.target]).map { outputFolder.appending(component: $0) })
        ]
    }
}

extension URL {
    /// The path as the file system knows it, with spaces and other letters as they are.
    var plainPath: String { path(percentEncoded: false) }
}
