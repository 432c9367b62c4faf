/// Writes the types that are declared under `types`.
struct TypeEmitter {
    let generator: Generator

    func emit(_ index: Int, to writer: SwiftWriter) {
        let type = generator.declarations.types[index]
        let file = CommentText.line(generator.declarations.files[type.file].name)
        let name = generator.names.types[index]
        writer.line("/// Declared in `\(file)` as `types.\(type.name.value)`.")
        switch type.kind {
        case .structure(let fields): StructEmitter(generator: generator).emit(name, fields, to: writer)
        case .enumeration(let cases): emitEnumeration(name, cases, to: writer)
        case .external(let type): writer.line("\(generator.access)typealias \(name) = \(type.value)")
        }
    }

    private func emitEnumeration(_ name: String, _ cases: [Located<String>], to writer: SwiftWriter) {
        writer.block("\(generator.access)enum \(name): \(generator.conformances.ofEnumerations)") {
            for declared in cases {
                let member = SwiftName.lowerCamel(declared.value)
                let rawValue: SwiftText = member == declared.value ? "" : " = \(literal: declared.value)"
                writer.line("case \(SwiftName.escaped(member))\(rawValue)")
            }
        }
    }
}
