import ArgumentParser

/// How a command ends without success; the numbers are those of `sysexits.h` where that has one.
enum Failure {
    /// The declarations are at fault.
    static let problems = ExitCode(1)
    /// The file system refused something.
    static let fatal = ExitCode(70)

    /// Says what is wrong with the arguments, where only the declarations tell: the parser would add the usage of `sluice` as
    /// a whole to it.
    static func usage(_ message: String) -> ExitCode {
        Console.complain("Error: \(message)\n")
        return .validationFailure
    }

    /// Says what is wrong with the declarations.
    static func problems(_ message: String) -> ExitCode {
        Console.complain(message + "\n")
        return problems
    }

    /// Says what the file system refused.
    static func fatal(_ message: String) -> ExitCode {
        Console.complain("error: \(message)\n")
        return fatal
    }
}
