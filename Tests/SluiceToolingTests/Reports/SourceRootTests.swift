import SluiceTooling
import Testing

@Suite("the folder that reports name files from")
struct SourceRootTests {
    @Test(
        "is the current folder",
        arguments: [
            ("tasks.yaml", "tasks.yaml"), ("./Sources//App/../tasks.yaml", "Sources/tasks.yaml"),
            ("/work/app/tasks.yaml", "tasks.yaml"), ("/work/apple/tasks.yaml", "/work/apple/tasks.yaml"),
            ("../tasks.yaml", "../tasks.yaml"),
        ])
    func currentFolder(_ written: String, _ expected: String) {
        #expect(SourceRoot(currentFolder: "/work/app").path(to: written) == expected)
        #expect(SourceRoot(currentFolder: "/work/app", workspace: "/other").path(to: written) == expected)
        #expect(SourceRoot(currentFolder: "/work/app", workspace: "").path(to: written) == expected)
    }

    @Test(
        "is the repository, wherever in it a workflow runs",
        arguments: [
            ("tasks.yaml", "services/app/tasks.yaml"), ("../tasks.yaml", "services/tasks.yaml"),
            ("/work/tasks.yaml", "tasks.yaml"), ("../../../tasks.yaml", "../../../tasks.yaml"),
        ])
    func workspace(_ written: String, _ expected: String) {
        #expect(SourceRoot(currentFolder: "/work/services/app", workspace: "/work/").path(to: written) == expected)
    }
}
