/// Writes the imports of a generated file.
///
/// An import is as visible as the code that shows its types: more makes a warning, and less does not compile. `import`
/// alone, which means `internal` or `public` by the target's settings, is what never disagrees with the user's own files.
struct ImportEmitter {
    let generator: Generator

    func emit(_ required: RequiredImports, to writer: SwiftWriter) {
        line("Sluice", attribute: "@_spi(SluiceGenerated) ", exposed: true, to: writer)
        if required.foundation != .none {
            line("Foundation", exposed: required.foundation == .exposed, to: writer)
        }
        for module in generator.declarations.swift.imports.map(\.value).uniqued() where isNeeded(module, required) {
            line(generator.arena.store(module), exposed: true, to: writer)
        }
    }

    private func line(_ module: SwiftText, attribute: SwiftText = "", exposed: Bool, to writer: SwiftWriter) {
        switch exposed ? generator.declarations.swift.access : .internal {
        case .internal: writer.line("\(attribute)import \(module)")
        case .public: writer.line("\(attribute)public import \(module)")
        case .package:
            // Beside a plain import elsewhere in the target, `package import` is ambiguous where plain means public.
            writer.line("#if hasFeature(InternalImportsByDefault)")
            writer.indented { writer.line("\(attribute)package import \(module)") }
            writer.line("#else")
            writer.indented { writer.line("\(attribute)import \(module)") }
            writer.line("#endif")
        }
    }

    /// Whether a name that the file shows may come from the module: it says so, or does not say where it is from.
    private func isNeeded(_ module: String, _ required: RequiredImports) -> Bool {
        var shown = required.external
        if required.declaresType { shown += generator.conformances.requested.filter { !$0.hasPrefix("Swift.") } }
        return shown.contains { $0.hasPrefix(module + ".") || !$0.contains(".") }
    }
}

extension Sequence where Element: Hashable {
    /// The elements without repetitions, each where it first stood.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
