/// Writes structs of fields: payloads, outputs and declared types.
///
/// Coding goes through one small pair of functions against the runtime's JSON writer and reader, and reading is a single
/// expression: of the shapes that were measured it is the quickest to compile, a third of synthesised `Codable`.
struct StructEmitter {
    let generator: Generator

    func emit(_ name: String, _ fields: [FieldDeclaration], to writer: SwiftWriter) {
        let fields = fields.map { Field($0, generator) }
        writer.block("\(generator.access)struct \(name): \(generator.conformances.ofStructs)") {
            for field in fields {
                writer.documentation(field.description)
                writer.line("\(generator.access)var \(field.name): \(field.type)")
            }
            if !fields.isEmpty { writer.line() }
            emitInitializer(fields, to: writer)
            writer.line()
            emitWriting(fields, to: writer)
            writer.line()
            emitReading(fields, to: writer)
        }
    }

    private func emitInitializer(_ fields: [Field], to writer: SwiftWriter) {
        let parameters = fields.map { field -> SwiftText in
            guard let value = field.defaultValue else { return "\(field.name): \(field.type)" }
            return "\(field.name): \(field.type) = \(value)"
        }
        guard !fields.isEmpty else { return writer.line("\(generator.access)init() {}") }
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
                let function = field.isExternal ? "writeCodable" : "write"
                writer.line("json.\(function)(\(literal: field.key), self.\(field.name))")
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
            let arguments = fields.map { field -> SwiftText in
                let function = field.isExternal ? "readCodable" : "read"
                // A field that may be `nil` is when it is left out, so only other defaults are said.
                guard let value = field.defaultValue, !field.isNil else {
                    return "\(field.label): json.\(function)(\(literal: field.key))"
                }
                return "\(field.label): json.\(function)(\(literal: field.key), default: \(value))"
            }
            writer.list("return try Self", arguments, "")
        }
        writer.line("}")
    }

    /// Users do not see the coding of a type; where the type is not public there is nobody to hide it from.
    private var attribute: String {
        generator.declarations.swift.access == .public ? "@_spi(SluiceGenerated) " : ""
    }
}

/// A field as Swift spells it.
private final class Field {
    /// The name in JSON.
    let key: String
    let name: String
    /// The name before an argument, where Swift wants no backticks around keywords, but for one.
    let label: String
    let type: String
    let description: String?
    let defaultValue: SwiftText?
    /// Whether the default is `nil`.
    let isNil: Bool
    let isExternal: Bool

    init(_ field: FieldDeclaration, _ generator: Generator) {
        key = field.name.value
        let identifier = SwiftName.lowerCamel(field.name.value)
        name = SwiftName.escaped(identifier)
        label = identifier == "inout" ? name : identifier
        type = generator.spelling(of: field.type.value)
        description = field.description
        isExternal = generator.isExternal(field.type.value)
        if let literal = field.defaultValue?.value {
            defaultValue = generator.expression(for: literal, of: field.type.value)
            isNil = literal == .null
        } else if case .optional = field.type.value {
            defaultValue = "nil"
            isNil = true
        } else {
            defaultValue = nil
            isNil = false
        }
    }
}
