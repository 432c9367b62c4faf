import ArgumentParser
import SluiceCompiler
import SluiceTooling

/// `sluice graph`.
struct Graph: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draws tasks, queues, limits and waits.",
        discussion: """
            Shows where the runs of each task wait, which queues a trigger may choose instead, which tasks wait for which, and which \
            limits bind on which plan.

            EXAMPLES:
              # an outline of every target of the package in the current folder
              sluice graph
              # one target, on one plan
              sluice graph Sources/App --plan free
              # a diagram that GitHub shows in Markdown, between ```mermaid and ```
              sluice graph Sources/App --format mermaid
              # a picture, drawn by Graphviz
              sluice graph Sources/App --format svg > tasks.svg
              # another kind of picture
              sluice graph Sources/App --format dot | dot -Tpng > tasks.png
            """)

    @OptionGroup var inputs: Inputs

    @Option(help: "How it is drawn.")
    var format = GraphFormat.text

    @OptionGroup var plan: PlanOption

    func run() throws {
        let targets = try inputs.targets()
        let checked = targets.map { CheckedDeclarations($0.files) }
        for target in checked where target.hasErrors {
            let errors = target.diagnostics.filter { $0.severity == .error }
            Console.complain(
                TextRenderer(colour: Console.errorHasColour).render(errors, files: target.declarations.files))
        }
        if checked.contains(where: \.hasErrors) {
            throw Failure.problems("error: only valid declarations can be drawn")
        }
        try plan.check(against: checked)
        let graphs = zip(targets, checked).map { target, checked in
            DeclarationGraph(checked.declarations, name: target.displayName, plan: plan.name)
        }
        do {
            Console.say(try format.render(graphs))
        } catch {
            throw Failure.fatal("\(error)")
        }
    }
}

extension GraphFormat: ExpressibleByArgument {
    /// What `--help` says of each.
    public static var allValueDescriptions: [String: String] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.purpose) })
    }

    private var purpose: String {
        switch self {
        case .text: "an outline for people"
        case .mermaid: "a diagram in Markdown"
        case .dot: "for Graphviz"
        case .svg: "a picture, drawn by Graphviz"
        }
    }
}
