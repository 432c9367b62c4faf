internal import SluiceYAML

extension Parser {
    /// The `swift` key.
    mutating func swiftSettings(_ section: FileSections.Section) -> SwiftSettings {
        var settings = SwiftSettings()
        settings.place = place(section.key)
        eachKey(of: section.value, .swift) { parser, key, _, value in
            switch key {
            case .namespace:
                guard let name = parser.scalar(value, "'namespace' is a Swift name") else { return }
                settings.namespacePlace = name.place
                if SwiftName.isIdentifier(name.value) {
                    settings.namespace = name.value
                } else {
                    parser.report(.invalidSwiftName(name, for: key))
                }
            case .access: settings.access = parser.choice(value, key) ?? settings.access
            case .generate: settings.generate = parser.choice(value, key) ?? settings.generate
            case .imports: settings.imports = parser.swiftNames(value, key, of: "module")
            case .conformances: settings.conformances = parser.swiftNames(value, key, of: "protocol")
            default: break
            }
        }
        return settings
    }

    /// Names that Swift knows already, each once.
    private mutating func swiftNames(_ id: YAMLNode.ID, _ key: Key, of kind: String) -> [Located<String>] {
        var names: [Located<String>] = []
        for item in items(id, key, of: kind) {
            guard let name = scalar(item, "an item of '\(key.name)' is a \(kind)") else { continue }
            if !SwiftName.isDotted(name.value) {
                report(.invalidSwiftName(name, for: key))
            } else if !names.contains(where: { $0.value == name.value }) {
                names.append(name)
            }
        }
        return names
    }
}
