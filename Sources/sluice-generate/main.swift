import SluiceCompiler
import SluiceFiles

// The build plugin's tool.

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 2 else {
    finish(.usage, "usage: sluice-generate <target folder> <output folder> <declaration file>...")
}
let (targetFolder, outputFolder, paths) = (arguments[1], arguments[2], arguments.dropFirst(2))

if let message = missingDeclarations(among: paths, below: targetFolder) { finish(.problems, message) }
do {
    let files = try paths.map { path in
        try SourceFile(
            path: path, name: FileName.path(of: path, below: targetFolder),
            bytes: Disk.read(path, atMost: SourceFile.mostBytesRead))
    }
    let result = compile(files: files)
    complain(TextRenderer().render(result.diagnostics, files: result.files))
    guard !result.hasErrors else { finish(.problems) }
    for output in result.outputs {
        try Disk.replace("\(outputFolder)/\(output.name)", with: Array(output.contents.utf8))
    }
} catch {
    finish(.failure, "error: \(error)")
}
