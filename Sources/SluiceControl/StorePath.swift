#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The places beside a store's file. They follow the file that a path means, not the path, so that whoever comes by a link meets the same
/// owner.
package enum StorePath {
    /// Where the process that owns a store listens.
    package static func control(of store: String) -> String { resolved(store) + "-control" }

    /// Who owns it.
    package static func owner(of store: String) -> String { resolved(store) + "-owner" }

    private static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
