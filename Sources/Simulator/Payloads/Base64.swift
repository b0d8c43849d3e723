import Foundation

/// Bytes as text.
enum Base64 {
    /// The bytes in base64.
    static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
    }
}
