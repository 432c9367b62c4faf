/// Regular expressions for the text of types, in the syntax that ECMA-262 and its kin share.
enum TypePattern {
    static let name = "[A-Za-z][A-Za-z0-9_-]*"

    /// `String`, `[Priority]?`.
    static let type = "^ *\(nested) *$"

    /// The same with a default: `[String] = []`.
    static let typeWithDefault = "^ *\(nested) *(?:= *[^ ][\\s\\S]*)?$"

    /// A regular expression can't count brackets: what is inside the third is left to the compiler.
    private static let nested = (1...3).reduce("[^=]+") { inner, _ in
        "(?:\(name)|\\[ *(?:String *: *)?\(inner) *\\])\\??"
    }
}
