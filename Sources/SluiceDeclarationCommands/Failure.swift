package import ArgumentParser

/// How a command ends without success; the numbers are those of `sysexits.h` where that has one.
package enum Failure {
    /// What was asked about is at fault: the declarations, or the service.
    package static let problems = ExitCode(1)
    /// The file system refused something.
    package static let fatal = ExitCode(70)

    /// Says what is wrong with the arguments, where only the declarations tell: the parser would add the usage of `sluice` as
    /// a whole to it.
    package static func usage(_ message: String) -> ExitCode {
        Console.complain("Error: \(message)\n")
        return .validationFailure
    }

    /// Says what is wrong with the declarations, or the service.
    package static func problems(_ message: String) -> ExitCode {
        Console.complain(message + "\n")
        return problems
    }

    /// Says what the file system refused.
    package static func fatal(_ message: String) -> ExitCode {
        Console.complain("error: \(message)\n")
        return fatal
    }
}
