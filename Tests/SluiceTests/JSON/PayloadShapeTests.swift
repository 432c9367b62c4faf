@_spi(SluiceGenerated) import Sluice
import Testing
import SluiceTestSupport

/// JSON of the wrong shape, and the messages that name its place.
@Suite struct PayloadShapeTests {
    @Test(arguments: [
        (#"{"branch":1}"#, "payload.branch is a number, expected a string"),
        (#"{"branch":null}"#, "payload.branch is null, expected a string"),
        (#"{"branch":["main"]}"#, "payload.branch is an array, expected a string"),
        ("{}", "payload.branch is missing, expected a string"),
        (#"{"Branch":"main"}"#, "payload.branch is missing, expected a string"),
        ("[]", "payload is an array, expected an object"), ("null", "payload is null, expected an object"),
        (#""main""#, "payload is a string, expected an object"), ("true", "payload is a Boolean, expected an object"),
        (#"{"branch":"","labels":null}"#, "payload.labels is null, expected an array"),
        (#"{"branch":"","labels":{}}"#, "payload.labels is an object, expected an array"),
        (#"{"branch":"","labels":["a","b",3]}"#, "payload.labels[2] is a number, expected a string"),
        (
            #"{"x":[[],{"y":[1,2]}],"branch":"{[,\"","labels":["[,","\"",{}]}"#,
            "payload.labels[2] is an object, expected a string"
        ),
        (#"{"branch":"","priority":"hgih"}"#, #"payload.priority is "hgih", expected one of "low", "normal", "high""#),
        (#"{"branch":"","priority":2}"#, #"payload.priority is a number, expected one of "low", "normal", "high""#),
        (#"{"branch":"","priority":null}"#, #"payload.priority is null, expected one of "low", "normal", "high""#),
        (#"{"branch":"","number":"7"}"#, "payload.number is a string, expected an integer"),
        (#"{"branch":"","number":true}"#, "payload.number is a Boolean, expected an integer"),
    ])
    func namesThePlace(_ json: String, _ message: String) {
        #expect(complaint { () throws(PayloadError) in try decode(json, as: PullRequest.self) } == message)
    }

    @Test(arguments: [
        (
            #"{"name":"","children":[{"name":"","children":[{"name":"a"},{}]}]}"#,
            "payload.children[0].children[1].name is missing, expected a string"
        ),
        (
            #"{"name":"","children":[{"name":""},{"name":"","attributes":{"a":{"name":0}}}]}"#,
            "payload.children[1].attributes.a.name is a number, expected a string"
        ),
        (
            #"{"name":"","attributes":{"a b":{"name":0}}}"#,
            #"payload.attributes["a b"].name is a number, expected a string"#
        ),
        (#"{"name":"","attributes":{"":[]}}"#, #"payload.attributes[""] is an array, expected an object"#),
        (
            #"{"name":"","attributes":{"\u0061\n\"":3}}"#,
            #"payload.attributes["a\n\""] is a number, expected an object"#
        ),
        (
            #"{"name":"","attributes":{"\#(String(repeating: "k", count: 10_000))":3}}"#,
            #"payload.attributes["\#(String(repeating: "k", count: 64))…"] is a number, expected an object"#
        ),
    ])
    func namesThePlaceInside(_ json: String, _ message: String) {
        #expect(complaint { () throws(PayloadError) in try decode(json, as: Tree.self) } == message)
    }

    @Test func namesTheRoot() {
        #expect(
            complaint { () throws(PayloadError) in try decodePayload(Int.self, from: [0x22], root: .output) }
                == "output is not valid JSON at byte 1: a string does not end")
        #expect(
            complaint { () throws(PayloadError) in try encodePayload([Double.nan], root: .output) }.hasPrefix(
                "output[0] is nan"))
    }

    @Test func tellsPathAndOffset() {
        let shape = #expect(throws: PayloadError.self) { try decode("[1,[]]", as: [Int].self) }
        #expect(shape?.path == "payload[1]")
        #expect(shape?.offset == nil)
        let syntax = #expect(throws: PayloadError.self) { try decode("[1,[}", as: [Int].self) }
        #expect(syntax?.path == "payload")
        #expect(syntax?.offset == 4)
        #expect(shape != syntax)
    }

    @Test func fillsInWhatIsLeftOut() throws {
        #expect(try decode(#"{"branch":"b"}"#) == PullRequest(branch: "b"))
        #expect(try decode(#"{"branch":"b","number":null}"#) == PullRequest(branch: "b"))
        #expect(
            try decode(#"{"priority":"high","number":3,"branch":"b","labels":["l"]}"#)
                == PullRequest(branch: "b", labels: ["l"], priority: .high, number: 3))
    }

    @Test func ignoresUnknownFieldsWhereverTheyAre() throws {
        let unknown = #""new":{"branch":[{},"x",1e400]}"#
        let fields = [#""branch":"b""#, #""labels":["l"]"#, #""priority":"low""#, #""number":1"#]
        let expected = PullRequest(branch: "b", labels: ["l"], priority: .low, number: 1)
        for place in 0...fields.count {
            var all = fields
            all.insert(unknown, at: place)
            #expect(try decode("{\(all.joined(separator: ","))}") == expected)
            #expect(try decode("{\(all.reversed().joined(separator: ","))}") == expected)
        }
    }

    @Test func readsFieldsInAnyOrder() throws {
        var random = SeededGenerator(seed: 4)
        let fields = [#""branch":"b""#, #""labels":["l"]"#, #""priority":"low""#, #""\u006eumber":1"#]
        for _ in 0..<100 {
            let json = "{\(fields.shuffled(using: &random).joined(separator: ","))}"
            #expect(try decode(json) == PullRequest(branch: "b", labels: ["l"], priority: .low, number: 1))
        }
    }

    @Test(arguments: [
        (#"{"branch":"a","branch":"a"}"#, "payload.branch is given twice"),
        (#"{"branch":"a","br\u0061nch":"b"}"#, "payload.branch is given twice"),
        (#"{"branch":"a","x":{"y":[0,{"z":1,"w":2,"z":3}]}}"#, "payload.x.y[1].z is given twice"),
        (#"{"":1,"":2}"#, #"payload[""] is given twice"#),
    ])
    func refusesRepeatedFields(_ json: String, _ message: String) {
        #expect(complaint { () throws(PayloadError) in try decode(json, as: PullRequest.self) } == message)
    }

    @Test(arguments: [15, 16, 17, 1000])
    func findsAndRefusesFieldsOfLargeObjects(_ count: Int) throws {
        var fields = (0..<count).map { #""f\#($0)":{"v":\#($0)}"# }
        let known = #""number":1,"br\u0061nch":"b""#
        #expect(try decode("{\(fields.joined(separator: ",")),\(known)}") == PullRequest(branch: "b", number: 1))
        fields.insert(#""\u0066\#(count / 2)":0"#, at: 0)
        #expect(
            complaint { () throws(PayloadError) in
                try decode("{\(fields.joined(separator: ",")),\(known)}", as: PullRequest.self)
            }
                == "payload.f\(count / 2) is given twice")
    }

    @Test func refusesDictionaryKeysThatOnlyUnicodeHoldsEqual() {
        #expect(
            complaint { () throws(PayloadError) in try decode("{\"é\":1,\"e\u{301}\":2}", as: [String: Int].self) }
                == "payload[\"e\u{301}\"] has a name that another field has in a different Unicode spelling")
    }

    @Test func optionalsAndDictionaries() throws {
        #expect(try decode("[1,null]", as: [Int?].self) == [1, nil])
        #expect(try decode("null", as: Int?.self) == nil)
        let counts: [String: Int?] = ["a": 1, "b": nil]
        #expect(try decode(#"{"b":null,"a":1}"#) == counts)
        #expect(try encode(["b": 1, "a": nil, "é": 3, "\"": 4] as [String: Int?]) == #"{"\"":4,"a":null,"b":1,"é":3}"#)
    }

    @Test func emptyPayloadAndOutput() throws {
        #expect(try encode(NoPayload()) == "{}")
        #expect(try encode(NoOutput()) == "null")
        #expect(try decode(#"{"from":"a newer client"}"#) == NoPayload())
        #expect(
            complaint { () throws(PayloadError) in try decode("null", as: NoPayload.self) }
                == "payload is null, expected an object")
        #expect(try decode("[1]") == NoOutput())
    }

    @Test func writesNilSoThatNoDefaultTakesItsPlace() throws {
        #expect(
            try encode(PullRequest(branch: "b")) == #"{"branch":"b","labels":[],"priority":"normal","number":null}"#)
    }
}
