/// What the text of a type looks like.
struct TypePattern {
    /// A regular expression, in the syntax that ECMA-262 and its kin share.
    let text: String
    /// YAML that editors offer beside the built-in types.
    let snippets: [String]

    /// `String`, `[Priority]?`.
    static let type = TypePattern(
        text: "^ *\(nested) *$", snippets: ["String?", "\"[String]?\""])

    /// The same with a default: `[String] = []`.
    static let typeWithDefault = TypePattern(
        text: "^ *\(nested) *(?:= *[^ ][\\s\\S]*)?$", snippets: type.snippets + ["Int = 3", "\"[String] = []\""])

    /// What is named: a type, a queue.
    static let name = "[A-Za-z][A-Za-z0-9_-]*"

    /// A regular expression can't count brackets: what is inside the third is left to the compiler.
    private static let nested = (1...3).reduce("[^=]+") { inner, _ in
        "(?:\(name)|\\[ *(?:String *: *)?\(inner) *\\])\\??"
    }
}
