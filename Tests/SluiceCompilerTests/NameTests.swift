import Foundation
import Testing

@testable import SluiceCompiler

@Suite struct NameTests {
    @Test(arguments: [
        ("send-email", "sendEmail", "SendEmail"), ("send_email", "sendEmail", "SendEmail"),
        ("sendEmail", "sendEmail", "SendEmail"), ("URLFetch", "urlFetch", "URLFetch"), ("URL", "url", "URL"),
        ("PullRequest", "pullRequest", "PullRequest"), ("a", "a", "A"), ("A1", "a1", "A1"),
        ("task-1", "task1", "Task1"),
        ("version-2-1", "version21", "Version21"), ("x--y_", "xY", "XY"), ("aURL", "aURL", "AURL"),
        ("user-id", "userId", "UserId"), ("HTTP2Server", "http2Server", "HTTP2Server"),
    ])
    func namesBecomeSwiftNames(_ name: String, _ lower: String, _ upper: String) {
        #expect(SwiftName.lowerCamel(name) == lower)
        #expect(SwiftName.upperCamel(name) == upper)
    }

    @Test func keywordsAreEscaped() {
        #expect(SwiftName.escaped("default") == "`default`")
        #expect(SwiftName.escaped("defaults") == "defaults")
    }

    @Test(arguments: [
        ("Billing.Money", true), ("Money", true), ("_Money1", true), ("", false), ("Billing.", false),
        (".Money", false),
        ("Billing..Money", false), ("1Money", false), ("Billing.class", false), ("Mo-ney", false), ("Geld€", false),
        ("_", false),
    ])
    func swiftNamesAreTold(_ text: String, _ isName: Bool) {
        #expect(SwiftName.isDotted(text) == isName)
    }

    @Test(
        arguments: [
            ("renderings", "rendering"), ("redering", "rendering"), ("rendernig", "rendering"),
            ("RENDERING", "rendering"),
            ("mainBranch", "main-branch"), ("main", nil), ("x", nil), ("paid", "paid-"), ("rendering", nil), ("", nil),
        ] as [(String, String?)])
    func theNearestNameIsFound(_ name: String, _ nearest: String?) {
        let names = ["main-branch", "rendering", "paid-"] + (name == "paid" ? [] : ["free-users"])
        #expect(NearestName.find(name, among: names) == nearest)
    }

    @Test func ofEquallyNearNamesTheFirstIsTaken() {
        #expect(NearestName.find("quxue", among: ["quaue", "queue"]) == "quaue")
        #expect(NearestName.find("queue1", among: ["queue22", "queue2"]) == "queue2")
    }

    /// A task's property stands beside them in a handler.
    @Test func membersOfARunContextAreReserved() throws {
        let file = Fixture.folder.appending(path: "../../Sources/Sluice/Worker/RunContext.swift")
        let members = try String(contentsOf: file, encoding: .utf8)
            .matches(of: #/public (?:var|let|func) (\w+)/#).map { String($0.output.1) }
        #expect(members.contains("attempt"))
        #expect(ReservedName.taskMembers.isSuperset(of: members))
    }

    /// Names that Swift spells alike must always be suspects, and others hardly ever.
    @Test func suspectsAreTheNamesThatMayCollide() {
        var suspects = NameSuspects(reserved: ["own"], count: 8)
        let names = ["send-email", "sendEmail", "render", "own", "URL", "url", "o-w-n", "renderer"]
        for (index, name) in names.enumerated() { suspects.enter(name, index) }
        #expect(suspects.found == [0, 1, 3, 4, 5, 6])
    }
}
