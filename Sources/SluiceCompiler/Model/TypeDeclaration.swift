/// A type declared under `types`.
package struct TypeDeclaration: Sendable {
    package enum Kind: Sendable {
        case structure([FieldDeclaration])
        /// The cases as written; `SwiftName` says how Swift spells them.
        case enumeration([Located<String>])
        /// A type that exists in Swift already, such as `Billing.Money`.
        case external(Located<String>)
    }

    package let name: Located<String>
    package let kind: Kind

    /// The index of the file it is declared in.
    package var file: Int { name.place.file }
}

/// A field of a payload, an output or a declared struct.
package struct FieldDeclaration: Sendable {
    package let name: Located<String>
    package var type: Located<FieldType>
    /// Fits `type`. An optional field without one is `nil` where it is left out.
    package var defaultValue: Located<Literal>?
    package var description: String?
}

/// What a field holds.
package indirect enum FieldType: Hashable, Sendable {
    case builtin(BuiltinType)
    case array(FieldType)
    /// Keys are always `String`.
    case dictionary(FieldType)
    case optional(FieldType)
    case named(Reference<TypeDeclaration>)
}

/// The types that need no declaration; the raw value is the name in YAML and in Swift.
package enum BuiltinType: String, CaseIterable, Sendable {
    case string = "String"
    case bool = "Bool"
    case int = "Int"
    case int8 = "Int8"
    case int16 = "Int16"
    case int32 = "Int32"
    case int64 = "Int64"
    case uint = "UInt"
    case uint8 = "UInt8"
    case uint16 = "UInt16"
    case uint32 = "UInt32"
    case uint64 = "UInt64"
    case float = "Float"
    case double = "Double"
    case date = "Date"
    case url = "URL"
    case uuid = "UUID"
    case data = "Data"
}
