import Foundation

/// The embedded files in base64; one extension for each, written by `make-clips.sh`.
enum EncodedPayloads {
    /// The bytes that a base64 text stands for; empty when it is none.
    static func decoded(_ text: String) -> [UInt8] {
        Data(base64Encoded: text).map(Array.init) ?? []
    }
}
