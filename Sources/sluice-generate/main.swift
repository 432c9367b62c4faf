import SluiceCompiler

// The build plugin's tool.

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 3 else {
    finish(.usage, "usage: sluice-generate <target folder> <output folder> <declaration file>...")
}
let (targetFolder, outputFolder) = (arguments[1], arguments[2])

do {
    let files = try arguments.dropFirst(2).map { path in
        try SourceFile(path: path, name: FileName.path(of: path, below: targetFolder), bytes: Disk.read(path))
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
