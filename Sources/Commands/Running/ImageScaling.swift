import Foundation

/// Makes images smaller with the user's ffmpeg: as JPEG, with as many pixels as have room.
struct ImageScaling: Sendable {
    let ffmpeg: FFmpeg

    /// What is tried, the best first: the longer side in pixels and JPEG's own measure of loss.
    private static let steps: [(side: Int, loss: Int)] = [
        (2_048, 3), (1_536, 3), (1_280, 4), (1_024, 4), (1_024, 8), (832, 6), (640, 6), (512, 6), (384, 8),
        (256, 10),
    ]

    /// The image in at most so many bytes; nil when ffmpeg cannot do it.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    func smaller(_ bytes: [UInt8], _ contentType: String, _ largest: Int) async throws -> [UInt8]? {
        // "image/png" is read by `png_pipe`, whatever ffmpeg would make of the bytes.
        let reader = contentType.split(separator: "/").last.map { $0 + "_pipe" } ?? "image2"
        let file: URL
        do {
            file = try PrivateFolder.make().appendingPathComponent("image")
            try Data(bytes).write(to: file)
        } catch {
            return nil
        }
        defer { PrivateFolder.remove(of: file.path) }
        for step in Self.steps {
            try Task.checkCancellation()
            let still = FFmpeg.Still(file: file.path, reader: reader, side: step.side, loss: step.loss)
            if let image = await ffmpeg.jpeg(of: still, limit: largest), !image.isEmpty { return image }
        }
        try Task.checkCancellation()
        return nil
    }
}
