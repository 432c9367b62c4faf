/// Writes structs of fields: payloads, outputs and declared types.
///
/// Coding goes through one small pair of functions against the runtime's JSON writer and reader, and reading is a single
/// expression: of the shapes that were measured it is the quickest to compile, a third of synthesised `Codable`.
struct StructEmitter {
    let generator: Generator
    let imports: RequiredImports

    func emit(_ name: SwiftText, _ fields: [FieldDeclaration], to writer: SwiftWriter) {
        let access = generator.access
        imports.declareType()
        writer.block("\(access)struct \(name): \(generator.conformances.ofStructs)") {
            let texts = fields.indices.map { Field(fields, $0, generator) }
            for index in fields.indices {
                imports.expose(fields[index].type.value)
                writer.documentation(texts[index].documentation)
                writer.line("\(access)var \(texts[index].name): \(texts[index].type)")
            }
            if !fields.isEmpty { writer.line() }
            emitInitializer(texts, to: writer)
            writer.line()
            emitWriting(texts, to: writer)
            writer.line()
            emitReading(texts, to: writer)
        }
    }

    private func emitInitializer(_ fields: [Field], to writer: SwiftWriter) {
        guard !fields.isEmpty else { return writer.line("\(generator.access)init() {}") }
        let parameters = fields.map { field -> SwiftLine in
            guard let value = field.defaultValue else { return "\(field.name): \(field.type)" }
            return "\(field.name): \(field.type) = \(value)"
        }
        writer.list("\(generator.access)init", parameters, " {")
        writer.indented {
            for field in fields { writer.line("self.\(field.name) = \(field.name)") }
        }
        writer.line("}")
    }

    private func emitWriting(_ fields: [Field], to writer: SwiftWriter) {
        writer.block("\(attribute)\(generator.access)func write(to json: inout Sluice.JSONWriter)") {
            writer.line("json.beginObject()")
            for field in fields {
                writer.line("json.write\(field.codable)(\(field.key), self.\(field.name))")
            }
            writer.line("json.endObject()")
        }
    }

    private func emitReading(_ fields: [Field], to writer: SwiftWriter) {
        writer.list(
            "\(attribute)\(generator.access)static func read", ["from json: inout Sluice.JSONReader"],
            " throws(Sluice.PayloadError) -> Self {")
        writer.indented {
            writer.line("try json.beginObject()")
            guard !fields.isEmpty else { return writer.line("return Self()") }
            let arguments = fields.map { field -> SwiftLine in
                // A field that may be `nil` is when it is left out, so only other defaults are said.
                guard let value = field.defaultValue, !field.isNil else {
                    return "\(field.label): json.read\(field.codable)(\(field.key))"
                }
                return "\(field.label): json.read\(field.codable)(\(field.key), default: \(value))"
            }
            writer.list("return try Self", arguments, "")
        }
        writer.line("}")
    }

    /// Users do not see the coding of a type; where the type is not public there is nobody to hide it from.
    private var attribute: SwiftText {
        generator.declarations.swift.access == .public ? "@_spi(SluiceGenerated) " : ""
    }
}

/// A field as Swift spells it.
private struct Field {
    /// The name in JSON, as a string literal.
    let key: SwiftText
    let name: SwiftText
    /// The name before an argument, where Swift wants no backticks around keywords, but for one.
    let label: SwiftText
    let type: SwiftText
    let documentation: DocComment
    let defaultValue: SwiftText?
    /// Whether the default is `nil`.
    let isNil: Bool
    /// What the names of the functions end with that code values of the type.
    let codable: SwiftText

    /// The field at that index: to copy its declaration first would be dear.
    init(_ fields: [FieldDeclaration], _ index: Int, _ generator: Generator) {
        let arena = generator.arena
        let (declared, fieldType) = (fields[index].name.value, fields[index].type.value)
        let identifier = SwiftName.lowerCamel(declared)
        let escaped = SwiftName.escaped(identifier)
        // A name needs no escapes.
        key = arena.join("\"\(arena.store(declared))\"")
        name = arena.store(escaped)
        let isKeyword = escaped.utf8.count > identifier.utf8.count
        label = isKeyword && identifier != "inout" ? arena.store(identifier) : name
        type = generator.types.text(for: fieldType)
        documentation = DocComment(fields[index].description, in: arena)
        codable = generator.types.isExternal(fieldType) ? "Codable" : ""
        if let literal = fields[index].defaultValue?.value {
            defaultValue = generator.expression(for: literal, of: fieldType)
            isNil = literal == .null
        } else if case .optional = fieldType {
            defaultValue = "nil"
            isNil = true
        } else {
            defaultValue = nil
            isNil = false
        }
    }
}
