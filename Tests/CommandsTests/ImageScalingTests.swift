import Foundation
import Generations
import Testing

@testable import Commands

/// Smaller images out of real ones, where ffmpeg is installed.
struct ImageScalingTests {
    static let folder = PictureMakerTests.folder

    private func scaling() throws -> ImageScaling {
        let folder = try unwrap(Self.folder, "a folder")
        return ImageScaling(ffmpeg: FFmpeg(folder: folder) { try await Task.sleep(for: .seconds(60)) })
    }

    /// A JPEG of noise, which does not get small by itself.
    private func noise() async throws -> [UInt8] {
        // A picture without compression (PPM) as the beginning of one with it.
        var state: UInt64 = 1
        var pixels = Array("P6 400 300 255\n".utf8)
        for _ in 0..<(400 * 300 * 3) {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            pixels.append(UInt8(truncatingIfNeeded: state >> 33))
        }
        let ppm = pixels
        return try unwrap(try await scaling().smaller(ppm, "image/ppm", 1_000_000), "a JPEG")
    }

    @Test(.enabled(if: ImageScalingTests.folder != nil))
    func `an image is brought below a limit with its shape`() async throws {
        let large = try await noise()
        #expect(large.count > 45_000)
        let smaller = try unwrap(try await scaling().smaller(large, "image/jpeg", 20_000), "a JPEG")
        #expect(smaller.count <= 20_000)
        let image = try StillImage(smaller)
        #expect(image.format == .jpeg)
        let ratio = Double(image.width) / Double(image.height)
        #expect(abs(ratio - 4.0 / 3) < 0.02)
    }

    @Test(.enabled(if: ImageScalingTests.folder != nil))
    func `what is no image, or cannot become so small, gives nothing`() async throws {
        #expect(try await scaling().smaller(Array("no image".utf8), "image/png", 20_000) == nil)
        #expect(try await scaling().smaller(try await noise(), "image/jpeg", 100) == nil)
    }

    @Test func `only the file is opened, by the one reader that its type has`() {
        let still = FFmpeg.Still(file: "/tmp/-i http", reader: "png_pipe", side: 640, loss: 4)
        let arguments = FFmpeg.arguments(for: still)
        #expect(arguments.contains("file:/tmp/-i http"))
        #expect(arguments.firstIndex(of: "-f").map { arguments[$0 + 1] } == "png_pipe")
        #expect(arguments.firstIndex(of: "-protocol_whitelist").map { arguments[$0 + 1] } == "file")
    }
}
