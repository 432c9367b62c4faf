/// Why a payload or output could not be written as JSON, or JSON could not be read as one.
///
/// The description names the value's path, what was found and what was expected:
/// `payload.labels[2] is a number, expected a string`.
public struct PayloadError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong; more cases may come, so it is not public.
    enum Code: Equatable {
        case notJSON, tooDeep, wrongType, outOfRange, missing, duplicate, unwritable
    }

    // One word, so that a typed throw costs generated code no more than a pointer.
    private final class Storage: Sendable {
        let code: Code
        let path: String
        let problem: String
        let offset: Int?

        init(code: Code, path: String, problem: String, offset: Int?) {
            self.code = code
            self.path = path
            self.problem = problem
            self.offset = offset
        }
    }

    private let storage: Storage

    init(_ code: Code, path: String, problem: String, offset: Int? = nil) {
        storage = Storage(code: code, path: path, problem: problem, offset: offset)
    }

    var code: Code { storage.code }

    /// The value's place, from `payload` or `output` down: `payload.labels[2]`.
    public var path: String { storage.path }

    /// Where the JSON breaks off being JSON, counted in bytes from its start; nil where it is JSON of the wrong shape.
    public var offset: Int? { storage.offset }

    /// The path and the problem in one line.
    public var description: String { "\(storage.path) \(storage.problem)" }

    /// Whether both say the same.
    public static func == (left: Self, right: Self) -> Bool {
        left.code == right.code && left.description == right.description && left.offset == right.offset
    }
}
