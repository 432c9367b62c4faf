import Foundation
@_spi(SluiceGenerated) import Sluice

/// What libFuzzer calls with each input (https://llvm.org/docs/LibFuzzer.html).
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    Grammar.check(bytes)
    roundTrip(Order.self, bytes)
    roundTrip([String: [Order]].self, bytes)
    compare([String].self, bytes)
    compare([String: Bool?].self, bytes)
    compare([Int16].self, bytes)
    compare([UInt64].self, bytes)
    compare([Double].self, bytes)
    return 0
}

/// What can be read is written in one way, and reads back as the same value.
private func roundTrip<Value: PayloadValue & Equatable>(_ type: Value.Type, _ bytes: [UInt8]) {
    guard let value = try? decodePayload(Value.self, from: bytes) else { return }
    guard let written = try? encodePayload(value) else { fatalError("what was read can't be written: \(value)") }
    guard let again = try? decodePayload(Value.self, from: written), again == value else {
        fatalError("what was written reads otherwise: \(String(decoding: written, as: UTF8.self))")
    }
    guard (try? encodePayload(again)) == written else { fatalError("equal values are written otherwise: \(value)") }
    guard (try? JSONSerialization.jsonObject(with: Data(written), options: .fragmentsAllowed)) != nil else {
        fatalError("what was written is not JSON to Foundation: \(String(decoding: written, as: UTF8.self))")
    }
}

/// What both can read is the same value to both.
private func compare<Value: PayloadValue & Decodable & Equatable>(_ type: Value.Type, _ bytes: [UInt8]) {
    roundTrip(type, bytes)
    guard let value = try? decodePayload(Value.self, from: bytes),
        let foundations = try? JSONDecoder().decode(Value.self, from: Data(bytes)), value != foundations
    else { return }
    fatalError("read as \(value), by Foundation as \(foundations)")
}
