import SluiceCompiler
import Testing

@testable import SluiceTooling

@Suite("reading one type's values as another's")
struct ReadabilityTests {
    private func readability(_ written: String, as read: String) throws -> Readability {
        let types = """
            types:
              Small: { a: Int8 }
              Large: { a: Int, b: String? }
              Demanding: { a: Int, b: String }
              Low: [low]
              Levels: [low, high]
              Others: [first]
              Tree: { children: [Tree] }
              Bush: { children: [Bush] }
              Money: { swift: Bank.Money }
            """
        let version = { (type: String) in
            CheckedDeclarations([
                SourceFile(path: "tasks.yaml", text: types + "\ntasks: { a: { payload: { x: \"\(type)\" } } }\n")
            ]).declarations
        }
        let (old, new) = (version(written), version(read))
        guard case .fields(let was) = old.tasks[0].payload, case .fields(let now) = new.tasks[0].payload else {
            throw UnexpectedShape()
        }
        var check = ReadabilityCheck(writer: old, reader: new) { _, _ in false }
        return check.type(was[0].type.value, as: now[0].type.value)
    }

    private struct UnexpectedShape: Error {}

    @Test(
        "all of it",
        arguments: [
            ("Int", "Int64"), ("UInt64", "UInt"), ("String?", "String?"), ("Levels", "Levels"), ("Money", "Money"),
            ("Tree", "Bush"),
        ])
    func all(_ written: String, _ read: String) throws { #expect(try readability(written, as: read) == .all) }

    @Test(
        "all of it, and more",
        arguments: [
            ("Int8", "Int"), ("UInt8", "Int16"), ("Int32", "Double"), ("Int16", "Float"), ("Float", "Double"),
            ("UUID", "String"), ("Date", "String"), ("Data", "String"), ("URL", "String"), ("Low", "String"),
            ("Low", "Levels"), ("String", "String?"), ("[Int8]", "[Int]"), ("[String: Int8]", "[String: Int]?"),
            ("Small", "Large"),
        ])
    func widened(_ written: String, _ read: String) throws { #expect(try readability(written, as: read) == .widened) }

    @Test(
        "some of it",
        arguments: [
            ("Int", "Int8"), ("Int", "UInt"), ("UInt", "Int"), ("Int", "Double"), ("Int32", "Float"),
            ("Double", "Float"),
            ("String", "UUID"), ("String", "Levels"), ("Levels", "Low"), ("String?", "String"), ("Int8?", "Int"),
            ("[Int]", "[Int8]"), ("[Bool]", "[Int]"), ("Large", "Demanding"),
        ])
    func narrowed(_ written: String, _ read: String) throws {
        #expect(try readability(written, as: read) == .narrowed)
    }

    @Test(
        "nothing of it",
        arguments: [
            ("String", "Int"), ("Int", "String"), ("Bool", "Int"), ("Double", "Int"), ("Int", "[Int]"),
            ("[Int]", "[String: Int]"), ("Low", "Others"), ("Small", "Demanding"), ("Money", "Small"),
            ("Money", "String"),
        ])
    func nothing(_ written: String, _ read: String) throws { #expect(try readability(written, as: read) == .nothing) }
}
