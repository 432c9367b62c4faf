/// Writes the Swift code for checked declarations: a file for each declaration file, and one for the target.
///
/// Every file is written, empty but for its heading where there is nothing to say, because a build system wants to know
/// them before anything is read.
func emit(_ declarations: Declarations, options: CompileOptions) -> [OutputFile] {
    let generator = Generator(declarations, options: options)
    let parts = FilePart.parts(of: declarations)
    var outputs = parts.map { part in
        OutputFile(
            name: FileName.output(for: declarations.files[part.file].name),
            contents: FileEmitter(generator: generator, part: part).contents())
    }
    outputs.append(OutputFile(name: FileName.target, contents: TargetEmitter(generator: generator).contents()))
    return outputs
}

/// What one file declares, as indices into the declarations.
struct FilePart {
    let file: Int
    var types: [Int] = []
    var tasks: [Int] = []

    static func parts(of declarations: Declarations) -> [FilePart] {
        var parts = declarations.files.indices.map { FilePart(file: $0) }
        for index in declarations.types.indices { parts[declarations.types[index].file].types.append(index) }
        for index in declarations.tasks.indices { parts[declarations.tasks[index].file].tasks.append(index) }
        return parts
    }
}
