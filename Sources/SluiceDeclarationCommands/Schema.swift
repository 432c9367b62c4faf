import ArgumentParser
import SluiceTooling

/// `sluice schema`.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the JSON Schema of declarations, for editors.",
        discussion: """
            An editor with yaml-language-server (VS Code's YAML extension, Vim, Emacs, Kate) completes, explains and \
            checks declarations by it. Name it in the first line of a file, by its path from there:
              # yaml-language-server: $schema=../../sluice.schema.json

            EXAMPLES:
              sluice schema > sluice.schema.json
            """)

    func run() { Console.say(DeclarationSchema.json.text(isIndented: true) + "\n") }
}
