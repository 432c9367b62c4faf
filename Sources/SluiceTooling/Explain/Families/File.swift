import SluiceCompiler

extension RuleFamily {
    static let file = RuleFamily(
        title: "The file as a whole",
        explanations: [
            Explanation(
                .yamlSyntax,
                reason: """
                    Declarations are written in YAML, and this file can't be read as YAML: a bracket is not closed, a
                    colon or its space is missing, lines are not aligned, or a tab indents them. A file is one
                    document.

                    The most frequent reason is special to types. YAML takes brackets for a list and wants nothing
                    after them, so that a type that goes on after its bracket needs quotes.
                    """,
                failing: """
                    tasks:
                      send-newsletter:
                        payload:
                          recipients: [String]?
                    """,
                passing: """
                    tasks:
                      send-newsletter:
                        payload:
                          recipients: "[String]?"
                    """,
                remedy: """
                    Go to the place of the message: it is where the mistake was made, not where reading became
                    impossible. Indent by two spaces, write a space after each colon, and quote types such as
                    "[String]?" and "[String] = []".
                    """),
            Explanation(
                .encoding,
                reason: """
                    Declaration files are UTF-8, and hold no control characters but tabs and line breaks. Another
                    encoding would make other letters of the same bytes, and names that look right would not be.
                    Invisible characters come in with text that is copied from elsewhere; the one below is a
                    backspace.
                    """,
                failing: """
                    tasks:
                      send-newsletter:
                        description: Sends the weekly\u{8} newsletter.
                    """,
                passing: """
                    tasks:
                      send-newsletter:
                        description: Sends the weekly newsletter.
                    """,
                remedy: """
                    Save the file as UTF-8, or remove the character that the message names.
                    """),
            Explanation(
                .tooLarge,
                reason: """
                    A file may have 64 MB, and come to 10,000,000 values when every alias (`*name`) is followed. Each
                    line below has ten times the values of the line before: the last would come to 100 million, from a
                    file of a few hundred bytes. The bounds keep such a file from filling the memory of whoever builds
                    it.
                    """,
                failing: """
                    types:
                      Region: &a [north, south, east, west]
                      Tens: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
                      Hundreds: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
                      Thousands: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
                      TenThousands: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
                      HundredThousands: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
                      Millions: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]
                      TenMillions: [*g, *g, *g, *g, *g, *g, *g, *g, *g, *g]
                    """,
                passing: """
                    types:
                      Region: [north, south, east, west]
                    tasks:
                      count-visitors:
                        payload: { regions: [Region] }
                    """,
                remedy: """
                    Split a large file into several of the same target, such as `billing.tasks.yaml` and
                    `mail.tasks.yaml`. Give a value that is repeated a name under `types`, instead of an alias.
                    """),
            Explanation(
                .tooDeep,
                reason: """
                    Values may stand inside each other 64 levels deep. Declarations need five or six; more is a slip,
                    such as a key that is held down, or an attempt to make the reader run out of stack.
                    """,
                failing: """
                    tasks:
                      send-newsletter:
                        payload:
                          recipients: \(String(repeating: "[", count: 70))String\(String(repeating: "]", count: 70))
                    """,
                passing: """
                    tasks:
                      send-newsletter:
                        payload:
                          recipients: [String]
                    """,
                remedy: """
                    Remove what was not meant, or give the inner part a name under `types`.
                    """),
        ])
}
