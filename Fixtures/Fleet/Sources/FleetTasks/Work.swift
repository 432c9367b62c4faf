/// What handlers compute, so that whoever triggered them can tell a right answer from a wrong one.
package enum Work {
    /// The checksum of zlib and PNG over some bytes that follow from a number.
    package static func checksum(of number: Int) -> UInt32 {
        var state = UInt32.max
        var byte = UInt8(truncatingIfNeeded: number)
        for _ in 0..<4_096 {
            byte = byte &* 73 &+ 29
            state ^= UInt32(byte)
            for _ in 0..<8 { state = state & 1 == 1 ? state >> 1 ^ 0xEDB8_8320 : state >> 1 }
        }
        return ~state
    }
}
