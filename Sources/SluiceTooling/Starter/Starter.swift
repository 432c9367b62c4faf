import Foundation
import SluiceCompiler
import SluiceFiles

/// A first declaration file for a target that has none.
package enum Starter {
    /// What is written: declarations without a problem, with comments that say what each is for.
    package static let text = """
        # Tasks, queues and their limits. The build checks this file and generates typed Swift from it.
        # 'sluice explain' tells about every rule, 'sluice graph' shows what is declared.

        organization:
          concurrencyLimit: 50            # most runs executing at once, over every queue

        queues:
          reports:
            description: Shared by every task that refers to it.
            concurrencyLimit: 5
          per-customer:
            description: Each customer has slots of their own.
            concurrencyKey: required      # a trigger must pass a key
            concurrencyLimit: { perKey: 1 }

        tasks:
          send-email:
            description: Sends one email.
            payload:
              to: String
              subject: String
              body: String = ""           # a field with a default may be left out
            # Without 'queue', a task has a queue of its own; here it is one run at a time.
            queue: { concurrencyLimit: 1 }
            retry: { maxAttempts: 5 }     # a run that throws is tried again, later and later
            maxDuration: 1m

          build-report:
            description: Builds a customer's report and returns where it lies.
            payload: { customer: String }
            output: URL
            queue: reports
            overrides: [per-customer]     # a trigger may choose this queue instead
            waitsFor: [send-email]        # a run may trigger this task and wait for it

        """

    /// Writes the file into a folder without declarations; creates the folder where it is missing.
    ///
    /// - Returns: The path of the file.
    /// - Throws: ``StarterError`` where it is not clear where to write, or where there are declarations;
    ///   ``InputError`` or ``DiskError`` where the file system refuses.
    package static func write(to folder: String) throws -> String {
        let target = try targetFolder(folder)
        let present = try TargetSearch(in: DiskTree(), mayFindNothing: true).targets([target])
        if let found = present.first?.files.first { throw StarterError.present(found.path) }
        let path = target == "." ? "tasks.yaml" : target.hasSuffix("/") ? target + "tasks.yaml" : "\(target)/tasks.yaml"
        try Disk.createFolder(target)
        try Disk.replace(path, with: Array(text.utf8))
        return path
    }

    /// The folder itself, or that of the only target where it is a package's.
    private static func targetFolder(_ folder: String) throws -> String {
        let base = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
        guard FileManager.default.fileExists(atPath: base + "Package.swift") else { return folder }
        let names = try Disk.names(in: base + "Sources").filter { !$0.hasPrefix(".") }.sorted()
        guard names.count == 1 else {
            throw StarterError.unclear(folder, targets: names.map { "\(base)Sources/\($0)" })
        }
        return "\(base)Sources/\(names[0])"
    }
}

/// Why no starter file was written.
package enum StarterError: Error, CustomStringConvertible {
    /// There is a declaration file already.
    case present(String)
    /// The folder is a package's, and it has more targets than one, or none.
    case unclear(String, targets: [String])

    package var description: String {
        switch self {
        case .present(let path): "there are declarations already: '\(path)'; nothing was written"
        case .unclear(let folder, let targets) where targets.isEmpty:
            "the package in '\(folder)' has no folder in 'Sources'; say which target's folder is meant"
        case .unclear(let folder, let targets):
            "the package in '\(folder)' has several targets; say which is meant: "
                + targets.map { "'sluice init \($0)'" }.joined(separator: " or ")
        }
    }
}
