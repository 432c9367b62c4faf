import SluiceTooling
import Testing

@Suite("the folder that reports name files from")
struct SourceRootTests {
    @Test(
        "is the current folder",
        arguments: [
            ("tasks.yaml", "tasks.yaml"), ("./Sources//App/../tasks.yaml", "Sources/tasks.yaml"),
            ("/srv/app/tasks.yaml", "tasks.yaml"), ("/srv/apple/tasks.yaml", "/srv/apple/tasks.yaml"),
            ("../tasks.yaml", "../tasks.yaml"),
        ])
    func currentFolder(_ written: String, _ expected: String) {
        #expect(SourceRoot(currentFolder: "/srv/app").path(to: written) == expected)
        #expect(SourceRoot(currentFolder: "/srv/app", workspace: "/other").path(to: written) == expected)
        #expect(SourceRoot(currentFolder: "/srv/app", workspace: "").path(to: written) == expected)
    }

    @Test(
        "is the repository, wherever in it a workflow runs",
        arguments: [
            ("tasks.yaml", "services/app/tasks.yaml"), ("../tasks.yaml", "services/tasks.yaml"),
            ("/srv/tasks.yaml", "tasks.yaml"), ("../../../tasks.yaml", "../../../tasks.yaml"),
        ])
    func workspace(_ written: String, _ expected: String) {
        #expect(SourceRoot(currentFolder: "/srv/services/app", workspace: "/srv/").path(to: written) == expected)
    }
}
