import SluiceCompiler

// The build plugin's tool. Exit codes: 1 for errors in the declarations, else those of sysexits.h.

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 3 else {
    complain("usage: sluice-generate <target folder> <output folder> <declaration file>...")
    exit(EX_USAGE)
}
let (targetFolder, outputFolder) = (arguments[1], arguments[2])

do {
    let files = try arguments.dropFirst(2).map { path in
        try SourceFile(path: path, name: FileName.path(of: path, below: targetFolder), bytes: Disk.read(path))
    }
    let result = compile(files: files)
    if !result.diagnostics.isEmpty { complain(TextRenderer(files: result.files).render(result.diagnostics)) }
    if result.hasErrors { exit(EXIT_FAILURE) }
    for output in result.outputs {
        try Disk.replace("\(outputFolder)/\(output.name)", with: Array(output.contents.utf8))
    }
} catch {
    complain("error: \(error)")
    exit(EX_SOFTWARE)
}
