extension TextFormats {
    /// Whether a text is an absolute URL that `URL(string:)` takes as it is, on every platform: generated code relies on it.
    ///
    /// A part of RFC 3986: IPv6 hosts are left out, and so are percent escapes in a host, which platforms differ on.
    static func isURL(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let (scheme, rest) = (bytes[..<colon], bytes[(colon + 1)...])
        let isScheme = scheme.first?.isLetter == true && scheme.allSatisfy { $0.isURLLetter("+-.") }
        guard isScheme, !rest.isEmpty, !rest.elementsEqual("//".utf8) else { return false }

        let beforeFragment = rest.prefix { $0 != UInt8(ascii: "#") }
        let fragment = rest[beforeFragment.endIndex...].dropFirst()
        guard isPath(fragment) else { return false }
        guard beforeFragment.starts(with: "//".utf8) else { return isPath(beforeFragment) }
        let authority = beforeFragment.dropFirst(2).prefix { !"/?".utf8.contains($0) }
        return isAuthority(authority) && isPath(beforeFragment[authority.endIndex...])
    }

    /// `user:password@host:port`, of which only the host is needed; nothing at all, as in `file:///tmp`.
    private static func isAuthority(_ bytes: ArraySlice<UInt8>) -> Bool {
        if bytes.isEmpty { return true }
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.dropLast().allSatisfy({ isPath($0) }), let last = parts.last else { return false }
        let host = last.prefix { $0 != UInt8(ascii: ":") }
        guard !host.isEmpty, host.allSatisfy({ $0.isURLLetter("-._~!$&'()*+,;=") }) else { return false }
        if host.endIndex == last.endIndex { return true }
        let port = last[host.endIndex...].dropFirst()
        return port.allSatisfy(\.isDigit) && UInt16(String(decoding: port, as: UTF8.self)) != nil
    }

    /// Whether it is made of what may stand in paths, queries and fragments.
    private static func isPath(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.indices.allSatisfy { index in
            guard bytes[index] == UInt8(ascii: "%") else { return bytes[index].isURLLetter("-._~:/?@!$&'()*+,;=") }
            let digits = bytes[(index + 1)...].prefix(2)
            return digits.count == 2 && digits.allSatisfy { hexadecimalDigit($0) != nil }
        }
    }
}

extension UInt8 {
    fileprivate func isURLLetter(_ others: StaticString) -> Bool {
        if isLetter || isDigit { return true }
        return UnsafeBufferPointer(start: others.utf8Start, count: others.utf8CodeUnitCount).contains(self)
    }
}
