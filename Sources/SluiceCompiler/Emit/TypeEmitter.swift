/// Writes the types that are declared under `types`.
struct TypeEmitter {
    let generator: Generator
    /// The declaration file, as comments name it.
    let file: SwiftText
    let imports: RequiredImports

    func emit(_ index: Int, to writer: SwiftWriter) {
        let name = generator.types.names[index]
        writer.line("/// Declared in `\(file)` as `types.\(name.declared)`.")
        switch generator.declarations.types[index].kind {
        case .structure(let fields):
            StructEmitter(generator: generator, imports: imports).emit(name.type, fields, to: writer)
        case .enumeration(let cases): emitEnumeration(name.type, cases.map(\.value), to: writer)
        case .external(let type):
            imports.name(type.value)
            writer.line("\(generator.access)typealias \(name.type) = \(generator.arena.store(type.value))")
        }
    }

    private func emitEnumeration(_ name: SwiftText, _ cases: [String], to writer: SwiftWriter) {
        let arena = generator.arena
        imports.declareType()
        writer.block("\(generator.access)enum \(name): \(generator.conformances.ofEnumerations)") {
            for declared in cases {
                let identifier = SwiftName.lowerCamel(declared)
                let member = arena.store(SwiftName.escaped(identifier))
                writer.line(
                    identifier == declared ? "case \(member)" : "case \(member) = \(arena.literal(declared))")
            }
        }
    }
}
