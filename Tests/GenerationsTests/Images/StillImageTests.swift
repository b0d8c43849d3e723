import Foundation
import Testing

@testable import Generations

struct StillImageTests {
    /// Red pictures of 24×16, written by ffmpeg.
    private static let png =
        "iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAIAAACDRijCAAAACXBIWXMAAAABAAAAAQBPJcTWAAAAGklEQVR4nGP4y8BAFUQdU0YNGjVo"
        + "1KARbBAAbt17kMG30wEAAAAASUVORK5CYII="
    private static let jpeg =
        "/9j/4AAQSkZJRgABAgAAAQABAAD//gAQTGF2YzU5LjM3LjEwMAD/2wBDAAgoKC8oLzc3Nzc3N0E8QUNDQ0FBQUFDQ0NISEhVVVVISEhD"
        + "Q0hIUFBVVVxfXFdXVVdfX2RkZHh4c3OMjJGsrM//xABNAAEBAAAAAAAAAAAAAAAAAAAABgEBAQEAAAAAAAAAAAAAAAAAAAYHEAEA"
        + "AAAAAAAAAAAAAAAAAAAAEQEAAAAAAAAAAAAAAAAAAAAA/8AAEQgAEAAYAwEiAAIRAAMRAP/aAAwDAQACEQMRAD8AiwEo38AB/9k="
    private static let lossy =
        "UklGRkgAAABXRUJQVlA4IDwAAAAQAwCdASoYABAAPpE4l0eloyIhMAgAsBIJQBdl0AAQNgAA/u7T3/4DdfFtMv/3OB/3OB/3OB/HM1mA"
        + "AAA="
    private static let lossless = "UklGRhwAAABXRUJQVlA4TA8AAAAvF8ADAAcQ9Y/+ByKi/wEA"
    /// A canvas of 640×480, as a picture with transparency or movement has it.
    private static let canvas = "UklGRhYAAABXRUJQVlA4WAoAAAAAAAAAfwIA3wEA"

    private func bytes(_ text: String) throws -> [UInt8] {
        [UInt8](try #require(Data(base64Encoded: text)))
    }

    private func problem(_ bytes: [UInt8]) -> StillImage.Problem? {
        do {
            _ = try StillImage(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        (png, StillImage.Format.png, 24, 16), (jpeg, .jpeg, 24, 16), (lossy, .webP, 24, 16),
        (lossless, .webP, 24, 16), (canvas, .webP, 640, 480),
    ])
    func `a whole picture tells its kind and size`(
        text: String,
        format: StillImage.Format,
        width: Int,
        height: Int
    ) throws {
        let image = try StillImage(try bytes(text))
        #expect(image.format == format)
        #expect(image.width == width && image.height == height)
    }

    @Test(arguments: [png, jpeg, lossy, lossless])
    func `a picture that is cut anywhere is no whole one`(text: String) throws {
        let whole = try bytes(text)
        for count in whole.indices {
            #expect(problem(Array(whole.prefix(count))) != nil, "\(count) of \(whole.count) bytes")
        }
        guard case .truncated = problem(Array(whole.dropLast())) else {
            Issue.record("the last byte is missed as something else")
            return
        }
    }

    @Test func `bytes behind a whole picture do no harm`() throws {
        for text in [Self.png, Self.jpeg, Self.lossless] {
            #expect(problem(try bytes(text) + [0, 0, 0]) == nil)
        }
    }

    @Test func `what is no picture of these kinds is told apart from a broken one`() throws {
        #expect(problem([]) == .otherKind)
        #expect(problem(Array("GIF89a\u{1}\u{0}\u{1}\u{0}".utf8)) == .otherKind)
        #expect(problem(Array("<html>".utf8)) == .otherKind)
        #expect(problem(Array("RIFF1234AVI LIST".utf8)) == .otherKind)
        #expect(problem([0xFF, 0xD8, 0xFF, 0xD9]) == .damaged("it says no size"))
        #expect(problem([0xFF, 0xD8, 0xFF, 0xE0, 0, 1]) == .damaged("a part of it has no length"))
        var headless = try bytes(Self.png)
        headless[12] = 0x78
        #expect(problem(headless) == .damaged("its header is missing"))
        let asText = try bytes(Self.png).filter { $0 != 0x0D }
        #expect(problem(asText) == .damaged("its first bytes are changed"))
    }

    @Test func `no bytes at all bring the reader down`() throws {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        for text in [Self.png, Self.jpeg, Self.lossy, Self.lossless] {
            let whole = try bytes(text)
            for _ in 0..<300 {
                var broken = whole
                for _ in 0..<3 {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    broken[Int(state >> 33) % broken.count] = UInt8(truncatingIfNeeded: state >> 24)
                }
                if let image = try? StillImage(broken) { #expect(image.width > 0 && image.height > 0) }
            }
        }
    }
}
