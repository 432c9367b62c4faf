import Foundation
@_spi(SluiceGenerated) import Sluice
import Testing
import SluiceTestSupport

/// Input made to hurt: cut off, altered, deep, long.
@Suite struct HostileJSONTests {
    private static let documents = [
        #"{"branch":"ma\u0069n","labels":["a","\ud83d\ude00é"],"priority":"high","number":-12}"#,
        #"[0,-1.5e+1,true,false,null,{"a":{"b":[[],{}]}}, "x\\\"/" ]"#,
        #" { "k" : [ 1 , 2.25 , 3E-2 ] , "é€😀" : "\b\f\n\r\t" } "#,
    ]

    @Test(arguments: documents)
    func refusesEveryTruncation(_ document: String) {
        let bytes = Array(document.utf8)
        let end = bytes.lastIndex { $0 != 0x20 }!
        for count in 0...end { #expect(!isJSON(bytes[..<count]), "\(count)") }
        #expect(isJSON(bytes[...end]))
    }

    @Test(arguments: documents)
    func agreesWithFoundationOnEveryMutation(_ document: String) {
        let bytes = Array(document.utf8)
        for index in bytes.indices {
            for byte in UInt8.min...UInt8.max {
                var mutated = bytes
                mutated[index] = byte
                check(mutated)
            }
            var shorter = bytes
            shorter.remove(at: index)
            check(shorter)
            var longer = bytes
            longer.insert(bytes[index], at: index)
            check(longer)
        }
    }

    @Test func agreesWithFoundationOnRandomSoup() {
        var random = SeededGenerator(seed: 7159)
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\\", "1", "0", "-", ".", "e", "+", "true", "null", " ", "é",
            "\\u00", "41",
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...8, using: &random)
            check((0..<count).flatMap { _ in Array(pieces.randomElement(using: &random)!.utf8) })
        }
    }

    /// Typed reading must not crash, and validity must be Foundation's, where that is as strict.
    private func check(_ bytes: [UInt8]) {
        _ = try? decodePayload(PullRequest.self, from: bytes)
        let ours = isJSON(bytes)
        let foundations = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
        guard ours != foundations else { return }
        #expect(!ours && hasTrailingComma(bytes), "\(String(decoding: bytes, as: UTF8.self))")
    }

    /// Whether the document is refused for a comma before a closing bracket, which Foundation lets through.
    private func hasTrailingComma(_ bytes: [UInt8]) -> Bool {
        do throws(PayloadError) {
            _ = try decodePayload(NoOutput.self, from: bytes)
            return false
        } catch {
            guard let offset = error.offset, offset < bytes.count else { return false }
            let before = bytes[..<offset].last { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
            return before == UInt8(ascii: ",") && [UInt8(ascii: "}"), UInt8(ascii: "]")].contains(bytes[offset])
        }
    }

    @Test func boundsDepth() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(isJSON(nested(64).utf8))
        let objects = String(repeating: #"{"a":"#, count: 65)
        #expect(
            complaint { () throws(PayloadError) in try decode(nested(65), as: NoOutput.self) }
                == "payload is nested more than 64 levels deep at byte 64")
        #expect(
            complaint { () throws(PayloadError) in try decode(objects, as: Tree.self) }
                == "payload is nested more than 64 levels deep at byte 320")
        #expect(
            complaint { () throws(PayloadError) in
                try decode(String(repeating: "[", count: 1_000_000), as: NoOutput.self)
            }
                == "payload is nested more than 64 levels deep at byte 64")
    }

    @Test func refusesToWriteWhatItWouldNotRead() throws {
        func tree(_ levels: Int) -> Tree {
            (1..<levels).reduce(Tree(name: "leaf", children: [], attributes: [:])) { inner, _ in
                Tree(name: "", children: [inner], attributes: [:])
            }
        }
        // Each level is an object and an array, and the leaf's empty array counts.
        #expect(try decodePayload(Tree.self, from: encodePayload(tree(32))) == tree(32))
        let complaint = complaint { () throws(PayloadError) in try encode(tree(10_000)) }
        #expect(
            complaint == "payload" + String(repeating: ".children[0]", count: 32)
                + " is nested more than 64 levels deep")
    }

    @Test func survivesManyTokensAndLongText() throws {
        let zeros = [Int](repeating: 0, count: 100_000)
        #expect(try decodePayload([Int].self, from: encodePayload(zeros)) == zeros)
        let long = String(repeating: "é\n", count: 100_000)
        #expect(try decodePayload(String.self, from: encodePayload(long)) == long)
        #expect(isJSON(Array("[\(String(repeating: "[],", count: 100_000))[]]".utf8)))
        #expect(
            isJSON(
                Array("\(String(repeating: " ", count: 1_000_000))1\(String(repeating: "\n", count: 1_000_000))".utf8)))
    }

    /// 50,000 fields, of which the known ones come last: neither the search for repeated names nor that for fields
    /// may be quadratic, or this would take a minute.
    @Test(.timeLimit(.minutes(1)))
    func readsLargeObjectsInLinearTime() throws {
        let unknown = (0..<50_000).map { #""\#($0 % 2 == 0 ? "" : "\\u0061")\#($0)":0"# }.joined(separator: ",")
        let known = #""number":1,"labels":[],"branch":"b""#
        #expect(try decode("{\(unknown),\(known)}") == PullRequest(branch: "b", number: 1))
        let dictionary = try decode("{\(unknown)}", as: [String: Int].self)
        #expect(dictionary.count == 50_000)
    }

    @Test func readsRandomValuesBack() throws {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<500 {
            let value = Everything.random(using: &random)
            let bytes = try encodePayload(value)
            try #require(try decodePayload(Everything.self, from: bytes) == value)
            try #require(try encodePayload(decodePayload(Everything.self, from: bytes)) == bytes)
            try #require((try? JSONSerialization.jsonObject(with: Data(bytes))) != nil)
        }
    }
}
