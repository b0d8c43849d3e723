import Foundation
import Testing

@testable import HuggingFace

@Suite struct VideoJSONReaderTests {
    static let video: [UInt8] = [0, 0, 0, 24] + Array("ftypmp42".utf8) + (0..<500).map { UInt8($0 % 251) }
    static let base64 = Data(video).base64EncodedString()

    @Test(arguments: [
        #"{"video":"\#(base64)"}"#,
        #"{"video":"data:video/mp4;base64,\#(base64)","seed":1}"#,
        #" { "seed" : [1, {"a":"b"}], "output" : [ "\#(base64)" ] } "#,
        #"{"data":[{"b64_json":"\#(base64)"}]}"#,
        #"{"generated_video":"\#(base64.replacing("/", with: "\\/").replacing("=", with: "\\u003d"))"}"#,
        #"{"video":{"content":"\#(base64.replacing("+", with: "\\u002b"))"}}"#,
        #""\#(base64)""#,
        #"["\#(base64)"]"#,
        #"{"error":null,"video":"\#(base64)","output":"\#(base64)"}"#,
    ])
    func `base64 is decoded wherever the pieces are cut`(json: String) {
        let bytes = Array(json.utf8)
        for size in [1, 2, 3, 7, 64, 130, 4_096] {
            var reader = VideoJSONReader()
            var video: [UInt8] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                video += reader.read(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(reader.finish() == .video)
            #expect(video == Self.video, "in pieces of \(size)")
        }
    }

    @Test(arguments: [
        #"{"video":{"url":"https://a.example/x.mp4"},"seed":1}"#, #"{"output":["https://a.example/x.mp4"]}"#,
        #"{"video_url":"https:\/\/a.example\/x.mp4"}"#,
        #"{"data":{"output":{"url":"https://a.example/x.mp4"}}}"#,
        #"{"error":"none","video":"https://a.example/x.mp4"}"#,
    ])
    func `an address is kept`(json: String) {
        var reader = VideoJSONReader()
        #expect(reader.read(Array(json.utf8)).isEmpty)
        #expect(reader.finish() == .address("https://a.example/x.mp4"))
    }

    @Test func `the recorded answer of a provider names its address`() throws {
        var reader = VideoJSONReader()
        _ = reader.read(try Fixture("fal-sync-video-ltx").body)
        #expect(
            reader.finish()
                == .address("https://v3.fal.media/files/kangaroo/IZn0hEJxd5OoapfNX6rSq_tmpfperp_j6.mp4")
        )
    }

    @Test(arguments: [
        #"{"error":"out of memory"}"#,
        #"{"output":"An error happened here, sorry, and this text is rather long"}"#,
        #"{"docs":{"url":"https://a.example/errors"}}"#, "{}", "[]", #"{"video":null}"#, #"{"video":""}"#,
        #"{"video":"AAAA"}"#, #"{"image":"https://a.example/x.png"}"#,
    ])
    func `anything else is given back to be read`(json: String) {
        var reader = VideoJSONReader()
        #expect(reader.read(Array(json.utf8)).isEmpty)
        #expect(reader.finish() == .other(Array(json.utf8)))
    }

    @Test func `a picture is told`() {
        let png = Data([0x89, 0x50, 0x4E, 0x47] + [UInt8](repeating: 1, count: 60)).base64EncodedString()
        var reader = VideoJSONReader()
        #expect(reader.read(Array(#"{"output":"\#(png)"}"#.utf8)).isEmpty)
        #expect(reader.finish() == .image("PNG"))
    }

    @Test func `a cut answer is told wherever it is cut`() {
        let bytes = Array(#"{"video":"\#(Self.base64)"}"#.utf8)
        for end in 1..<(bytes.count - 2) {
            var reader = VideoJSONReader()
            _ = reader.read(Array(bytes[..<end]))
            #expect(reader.finish() == .truncated, "cut at \(end)")
        }
    }

    @Test func `what begins as base64 and is none is no whole video`() {
        var reader = VideoJSONReader()
        _ = reader.read(Array(#"{"video":"\#(Self.base64.dropLast(8))!!!!"}"#.utf8))
        #expect(reader.finish() == .truncated)
    }
}

@Suite struct MediaSnifferTests {
    @Test(
        arguments: [
            (Array("\0\0\0\u{18}ftypisom\0\0\0\0".utf8), .video), ([0x1A, 0x45, 0xDF, 0xA3], .video),
            (Array("\0\0\0\u{18}ftypavif\0\0\0\0".utf8), .image("AVIF")),
            (Array("GIF89a".utf8), .image("GIF")),
            ([0xFF, 0xD8, 0xFF, 0xE0], .image("JPEG")), (Array("RIFF1234WEBPVP8 ".utf8), .image("WebP")),
            (Array("  {\"a\":1}".utf8), .json), (Array("\u{FEFF}[]".utf8), .json),
            (Array("<!DOCTYPE html>".utf8), .html),
            (Array("<?xml version='1.0'?><Error/>".utf8), .text), (Array("plain words".utf8), .text),
            ([], .empty),
            (Array("   ".utf8), .text), ([0, 1, 2, 0xFF, 0xFE], .unknown("00 01 02 ff fe")),
        ] as [([UInt8], MediaSniffer.Verdict)]
    )
    func `bytes are told by their beginning`(bytes: [UInt8], verdict: MediaSniffer.Verdict) {
        #expect(MediaSniffer.verdict(bytes, isWhole: true) == verdict)
    }

    @Test func `too few bytes have no verdict yet`() {
        #expect(MediaSniffer.verdict([], isWhole: false) == nil)
        #expect(MediaSniffer.verdict(Array("\0\0\0\u{18}fty".utf8), isWhole: false) == nil)
    }
}
