import Foundation
import SluiceTestSupport
import Testing

@testable import SluiceCompiler

/// Generated code says `URL(string: …)!` of what passes here.
@Suite struct URLTextTests {
    @Test(arguments: [
        "https://example.com", "https://example.com/", "http://example.com:8080/a/b?c=d&e=%20#f", "file:///tmp/a",
        "mailto:mona@example.com", "ftp://user:secret@example.com:21/", "http://localhost:65535", "http:a", "x:#",
        "https://example.com/@user:1/a?b?c@d", "urn:isbn:9780143127741", "http://127.0.0.1/?", "a+b-c.d://e",
    ])
    func takes(_ text: String) throws {
        #expect(TextFormats.isURL(text))
        #expect(try #require(URL(string: text)).absoluteString == text)
    }

    @Test(arguments: [
        "", "example.com", "http:", "http://", "://example.com", "1a://b", "http://example.com:",
        "http://example.com:abc",
        "http://example.com:80a", "http://example.com:80:90", "http://example.com:65536", "http://example.com:-1",
        "http://:80", "http://user@", "http://a@b@example.com", "http://exa mple.com", "http://example.com/ä",
        "http://example.com/%", "http://example.com/%4", "http://example.com/%4g", "http://[::1]/", "http://a%41/",
        "http://example.com/#a#b", "http://example.com/[a]", "http://example.com/\"", "http://example.com/a\\b",
    ])
    func refuses(_ text: String) {
        #expect(!TextFormats.isURL(text))
    }

    @Test func whateverPassesIsAURL() {
        let pieces = [
            "a", "/", "//", ":", "?", "#", "@", "!", "8", "80", "%41", "%", "=", ".", "host", "-", "[", "]", "~",
        ]
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let scheme = ["http:", "http://", "mailto:", "file://"].randomElement(using: &generator) ?? ""
            let rest = (0..<Int.random(in: 0...6, using: &generator)).compactMap { _ in
                pieces.randomElement(using: &generator)
            }
            let text = scheme + rest.joined()
            if TextFormats.isURL(text) { #expect(URL(string: text)?.absoluteString == text, "\(text)") }
        }
    }
}
