import Foundation
import SluiceTestSupport
import Testing

extension ConsumerTests {
    @Test("a command that can't know what is meant asks, and names what there is")
    func asksWhatIsMeant() throws {
        for (arguments, message) in [
            ([], "which target is to have the client? Choose one with '--target': 'Exercise', 'Money'"),
            (["--target", "Changing"], "target 'Changing' declares tasks itself"),
            (
                ["--target", "Exercise"],
                "whose tasks does 'Exercise' trigger? Choose with '--from': 'Changing', 'Everything', 'Hostile'"
            ),
            (
                ["--target", "Exercise", "--from", "Money"],
                "'Money' is neither a target that declares tasks nor a path"
            ),
        ] {
            let run = try package.command(["generate-task-client"] + arguments, isAllowedToWrite: true)
            #expect(run.status == 1)
            #expect(run.errors.contains("error: \(message)"), "\(run.errors)")
        }
        let forbidden = try package.command(["generate-task-client", "--check"])
        #expect(forbidden.status == 1)
        #expect(forbidden.errors.contains("--allow-writing-to-package-directory"), "\(forbidden.errors)")
        let help = try package.command(["generate-task-client", "--help"], isAllowedToWrite: true)
        #expect(help.output.hasPrefix("OVERVIEW: "))
    }
}
