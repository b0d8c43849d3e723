import Foundation
import Generations

/// Reads the image of a request. A path is none: a page must not make the server read its machine's files.
enum OrderImage {
    /// The image that a text names or holds.
    static func read(_ text: String) throws(ServerProblem) -> VideoOrder.Image {
        let start = text.prefix(8).lowercased()
        if start.hasPrefix("https://") || start.hasPrefix("http://") {
            guard text.utf8.count <= longestAddress, URL(string: text)?.host() != nil else {
                throw problem("“image” is an address that cannot be read.")
            }
            return .address(text)
        }
        guard start.hasPrefix("data:") else {
            throw problem("“image” is neither an address nor the image itself.")
        }
        guard text.utf8.count <= VideoOrder.longestImage else {
            throw problem("The image is too large: \(VideoOrder.longestImage / 1024 / 1024) MB are the most.")
        }
        return .bytes(try bytes(text))
    }

    private static let longestAddress = 4096

    private static func bytes(_ text: String) throws(ServerProblem) -> [UInt8] {
        guard let comma = text.firstIndex(of: ","), text[..<comma].lowercased().hasSuffix(";base64"),
            let data = Data(base64Encoded: String(text[text.index(after: comma)...]))
        else { throw problem("The image in “image” is not in Base64.") }
        let bytes = [UInt8](data)
        do {
            _ = try StillImage(bytes)
        } catch {
            throw problem("“image” holds no whole PNG, JPEG or WebP.")
        }
        return bytes
    }

    private static func problem(_ message: String) -> ServerProblem {
        .bad(message, "Give an https address, or data:image/png;base64,… with a PNG, JPEG or WebP.")
    }
}
