import Foundation
import Generations

/// An image to animate: its bytes and what they are.
struct InputImage: Hashable, Sendable {
    /// The largest image that is sent. Base64 makes a third more of it; servers refuse bodies far below 30
    /// MB.
    static let largest = 20 * 1_024 * 1_024

    var bytes: [UInt8]
    var contentType: String

    /// Takes an image's bytes and tells its type by them.
    ///
    /// - Throws: `ParameterProblem` when they are no image or too many.
    init(_ bytes: [UInt8], from source: String) throws(ParameterProblem) {
        let shown = Redaction.address(source)
        guard bytes.count <= Self.largest else { throw Self.tooLarge(shown) }
        guard case .image(let name) = MediaSniffer.verdict(bytes, isWhole: true) else {
            throw Self.problem("\(shown) is no image that can be sent: use PNG, JPEG or WebP.")
        }
        self.bytes = bytes
        contentType = "image/" + name.lowercased()
    }

    /// Stands for an image that is not fetched.
    init(placeholder address: String) {
        bytes = []
        contentType = "image/*"
    }

    static func tooLarge(_ source: String) -> ParameterProblem {
        problem("\(source) is larger than \(largest / 1_048_576) MiB: make it smaller.")
    }

    static func problem(_ message: String) -> ParameterProblem {
        ParameterProblem(parameter: "image", message: message)
    }
}

/// Reads image files.
enum ImageFile {
    /// A file's bytes, at most one more than may be sent.
    static func bytes(_ path: String) throws(ParameterProblem) -> [UInt8] {
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            return [UInt8](try file.read(upToCount: InputImage.largest + 1) ?? Data())
        } catch {
            throw InputImage.problem("\(Redaction.plain(path)) cannot be read.")
        }
    }
}
