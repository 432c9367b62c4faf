extension BuiltinType {
    /// The type's full name.
    var spelling: SwiftText {
        switch self {
        case .string: "Swift.String"
        case .bool: "Swift.Bool"
        case .int: "Swift.Int"
        case .int8: "Swift.Int8"
        case .int16: "Swift.Int16"
        case .int32: "Swift.Int32"
        case .int64: "Swift.Int64"
        case .uint: "Swift.UInt"
        case .uint8: "Swift.UInt8"
        case .uint16: "Swift.UInt16"
        case .uint32: "Swift.UInt32"
        case .uint64: "Swift.UInt64"
        case .float: "Swift.Float"
        case .double: "Swift.Double"
        case .date: "Foundation.Date"
        case .url: "Foundation.URL"
        case .uuid: "Foundation.UUID"
        case .data: "Foundation.Data"
        }
    }

    var isInFoundation: Bool {
        switch self {
        case .date, .url, .uuid, .data: true
        default: false
        }
    }
}
