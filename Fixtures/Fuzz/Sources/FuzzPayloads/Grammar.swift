import Foundation
@_spi(SluiceGenerated) import Sluice

/// Holds what is taken for JSON against Foundation's reader.
enum Grammar {
    static func check(_ bytes: [UInt8]) {
        // Foundation guesses UTF-16 and UTF-32 from zeros.
        guard !bytes.contains(0) else { return }
        let complaint = complaint(of: bytes)
        let foundations = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
        switch (complaint, foundations) {
        case (nil, true), (.some, false): return
        case (nil, false):
            // Foundation refuses numbers that a Double does not hold.
            if hasHugeNumber(bytes) { return }
            fatalError("taken, but not by Foundation")
        case (let complaint?, true):
            if allowances.contains(where: complaint.description.contains) || hasCommaBefore(complaint.offset, bytes) {
                return
            }
            fatalError("refused, but taken by Foundation: \(complaint)")
        }
    }

    private static func complaint(of bytes: [UInt8]) -> PayloadError? {
        do throws(PayloadError) {
            _ = try decodePayload(NoOutput.self, from: bytes)
            return nil
        } catch {
            return error
        }
    }

    /// Where RFC 8259 leaves a choice, Foundation is lenient.
    private static let allowances = ["byte order mark", "nested more than", "twice", "surrogate"]

    /// Foundation lets a comma before a closing bracket through.
    private static func hasCommaBefore(_ offset: Int?, _ bytes: [UInt8]) -> Bool {
        guard let offset, offset < bytes.count, bytes[offset] == UInt8(ascii: "}") || bytes[offset] == UInt8(ascii: "]")
        else { return false }
        return bytes[..<offset].last { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: ",")
    }

    private static func hasHugeNumber(_ bytes: [UInt8]) -> Bool {
        let numbers = bytes.split { !"+-.0123456789eE".utf8.contains($0) }
        return numbers.contains { Double(String(decoding: $0, as: UTF8.self)).map { !$0.isFinite } ?? false }
    }
}
