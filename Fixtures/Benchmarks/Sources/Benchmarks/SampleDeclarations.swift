/// Declarations as people write them, in any number: a third of the tasks with overrides, half of them with a queue of
/// their own.
enum SampleDeclarations {
    static func yaml(tasks count: Int) -> String {
        var text = """
            organization: { concurrencyLimit: 100 }
            queues:
              main-branch: { concurrencyLimit: 10 }
              rendering: { concurrencyLimit: 4 }
              free-users:
                concurrencyKey: required
                concurrencyLimit: { perKey: 1 }
            tasks:

            """
        for number in 0..<count {
            text += """
                  task-\(number):
                    description: Does the work of number \(number).
                    payload:
                      branch: String
                      count: Int
                      labels: "[String] = []"
                    queue: \(number % 2 == 0 ? "{ concurrencyLimit: 2 }" : "rendering")
                    output: String

                """
            if number % 3 == 0 { text += "    overrides: [main-branch, free-users]\n" }
            if number % 5 == 0 { text += "    retry: { maxAttempts: 5, minTimeout: 2s }\n" }
        }
        return text
    }
}
