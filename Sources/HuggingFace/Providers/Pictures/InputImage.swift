import Foundation
import Generations

/// Makes an image smaller: its bytes, their type, and the most bytes that it may have then. Nil when it cannot.
package typealias ImageScaler =
    @Sendable (_ bytes: [UInt8], _ contentType: String, _ largest: Int) async throws -> [UInt8]?

/// An image to animate: its bytes and what they are.
struct InputImage: Hashable, Sendable {
    /// The largest image that is read, in bytes.
    static let largestRead = 100_000_000
    /// The largest image that is sent where nobody says less, in bytes. Base64 makes a third more of it; servers
    /// refuse bodies far below 30 MB.
    static let largestSent = 20_000_000

    var bytes: [UInt8]
    var contentType: String

    /// Takes an image's bytes and tells its type by them.
    ///
    /// - Throws: `ParameterProblem` when they are no image that models take.
    init(_ bytes: [UInt8], from source: String) throws(ParameterProblem) {
        guard let format = StillImage.format(of: bytes) else {
            throw Self.problem(
                "\(Redaction.address(source)) \(Self.words(bytes)): use an image, PNG, JPEG or WebP."
            )
        }
        self.bytes = bytes
        contentType = format.contentType
    }

    /// Stands for an image that is not fetched.
    init(placeholder address: String) {
        bytes = []
        contentType = "image/*"
    }

    /// Why what an address answers cannot be animated; nil when it can, or when it cannot be told.
    static func problem(at address: String, status: Int, beginning: [UInt8]) -> ParameterProblem? {
        let shown = Redaction.address(address)
        if [404, 410].contains(status) {
            return problem("\(shown) answered \(status): there is no image.")
        }
        guard (200..<300).contains(status), StillImage.format(of: beginning) == nil else { return nil }
        return problem("\(shown) \(words(beginning)): use an image, PNG, JPEG or WebP.")
    }

    /// What bytes are that are no image of a kind that models take, as the end of a sentence.
    private static func words(_ bytes: [UInt8]) -> String {
        switch MediaSniffer.verdict(Array(bytes.prefix(MediaSniffer.enough)), isWhole: true) {
        case .image(let name): "is a picture that models do not take (\(name))"
        case .video: "is a video"
        case .html: "is a web page"
        case .json, .text: "is text"
        case .empty, nil: "is empty"
        case .unknown: "is no picture"
        }
    }

    static func tooLarge(_ source: String) -> ParameterProblem {
        problem("\(source) is larger than \(size(largestRead)): make it smaller.")
    }

    static func problem(_ message: String) -> ParameterProblem {
        ParameterProblem(parameter: "image", message: message)
    }

    /// A count of bytes for people: `45 KB`, `4.2 MB`.
    static func size(_ bytes: Int) -> String {
        guard bytes >= 1_000_000 else { return "\(max(1, bytes / 1_000)) KB" }
        let tenths = bytes / 100_000
        return tenths % 10 == 0 ? "\(tenths / 10) MB" : "\(tenths / 10).\(tenths % 10) MB"
    }
}

/// How large an image whoever animates it takes.
struct ImageLimit: Hashable, Sendable {
    /// The most bytes.
    var bytes: Int
    /// Who takes no more.
    var taker: String

    /// The image as it is when it is small enough, else made smaller.
    ///
    /// - Throws: `ParameterProblem` when it cannot be made smaller; what the scaler throws for a cancel.
    func fitted(_ image: InputImage, from source: String, with scale: ImageScaler?) async throws -> InputImage
    {
        guard image.bytes.count > bytes else { return image }
        let shown = Redaction.address(source)
        let rule =
            "\(shown) is \(InputImage.size(image.bytes.count)) and \(taker) takes at most "
            + "\(InputImage.size(bytes)): make it smaller"
        guard let scale else { throw InputImage.problem(rule + ", or install ffmpeg.") }
        guard let smaller = try await scale(image.bytes, image.contentType, bytes), smaller.count <= bytes
        else {
            throw InputImage.problem(rule + "; ffmpeg could not do it.")
        }
        return try InputImage(smaller, from: source)
    }
}

/// Reads image files.
enum ImageFile {
    /// A file's bytes.
    ///
    /// - Throws: `ParameterProblem` when it cannot be read or is far too large.
    static func bytes(_ path: String) throws(ParameterProblem) -> [UInt8] {
        let data: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            data = try file.read(upToCount: InputImage.largestRead + 1) ?? Data()
        } catch {
            throw InputImage.problem("\(Redaction.plain(path)) cannot be read.")
        }
        guard data.count <= InputImage.largestRead else { throw InputImage.tooLarge(Redaction.plain(path)) }
        return [UInt8](data)
    }
}
