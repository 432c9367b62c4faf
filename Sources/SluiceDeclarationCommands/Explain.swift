import ArgumentParser
import SluiceCompiler
import SluiceTooling

/// `sluice explain`.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explains a rule: why it is there, what it refuses, and what to do.",
        discussion: """
            Every message ends with its rule in brackets, such as [unknown-queue].

            EXAMPLES:
              # all rules, a line each
              sluice explain
              sluice explain wait-deadlock
            """)

    @Argument(help: "The rule. All where there is none.", completion: .list(Rule.catalogue.map(\.id)))
    var rule: String?

    func run() throws {
        let writer = ExplanationText(colour: Console.hasColour)
        guard let name = rule else { return Console.say(writer.overview) }
        guard let rule = Rule.catalogue.first(where: { $0.id == name }), let explanation = Explanation.of(rule) else {
            let nearest = NearestName.find(name, among: Rule.catalogue.map(\.id))
            let remedy = nearest.map { "did you mean '\($0)'?" } ?? "'sluice explain' lists them all"
            throw Failure.usage("there is no rule '\(name)'; \(remedy)")
        }
        Console.say(writer.text(of: explanation))
    }
}
