/// A short number for bytes, by which the same request is known again; it is kept in the library, so it must never
/// become another: FNV-1a in 64 bits.
package enum Fingerprint {
    /// The number of some bytes.
    package static func of(_ bytes: some Sequence<UInt8>) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return Int64(bitPattern: hash)
    }
}
