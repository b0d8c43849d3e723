import Generations
import Testing

@testable import Library

struct VideoContentTests {
    private func problem(_ text: String) -> (kind: InferenceError.NotAVideo?, message: String) {
        problem(Array(text.utf8))
    }

    private func problem(_ bytes: [UInt8]) -> (kind: InferenceError.NotAVideo?, message: String) {
        do {
            _ = try VideoContent.check(MemorySource(bytes))
        } catch InferenceError.notAVideo(let detail, let kind) {
            return (kind, detail.message)
        } catch {
            Issue.record(error)
        }
        return (nil, "")
    }

    @Test func `an MP4 tells its facts`() throws {
        let facts = try VideoContent.check(MemorySource(MP4Builder.file)).facts
        #expect(facts == VideoFacts(duration: 2, width: 512, height: 320, frames: 24, codec: "avc1"))
    }

    @Test(arguments: [
        (#"{"error": "Model is overloaded"}"#, "Model is overloaded"),
        (#"{"error": ["first", "second"]}"#, "first; second"),
        (#"{"error": {"message": "inner"}}"#, "inner"),
        (#"{"errors": [{"message": "one"}, {"message": "two"}]}"#, "one; two"),
        (#"{"error_description": "expired"}"#, "expired"),
        (#"{"detail": "not here"}"#, "not here"),
        (#"{"detail": [{"loc": ["body", "num_frames"], "msg": "too many"}]}"#, "body.num_frames: too many"),
        (#"{"title": "Bad", "detail": "worse"}"#, "Bad: worse"),
        (#"{"message": "plain"}"#, "plain"),
        (#"{"data": {"error": "deep"}}"#, "deep"),
        (#"  [{"error": "in a list"}]"#, "in a list"),
        (#"{"status": "ok"}"#, ""),
        (#"{"error": "#, #"{"error":"#),
        (#"{"error": "bad \u001b[31m token hf_abcdefghijkl"}"#, "bad [31m token hf_…"),
        (#"{"error": "see https://x.co/a?sig=1 now"}"#, "see https://x.co/a?… now"),
    ])
    func `JSON gives its message`(body: String, message: String) {
        let problem = problem(body)
        #expect(problem.kind == .json)
        #expect(problem.message == message)
    }

    @Test func `very deep JSON is not decoded`() {
        #expect(problem(String(repeating: "[", count: 100_000)).kind == .json)
        #expect(problem(String(repeating: #"{"error":"#, count: 5_000)).message.count <= 300)
    }

    @Test func `a page gives its title`() {
        let problem = problem("<!DOCTYPE html><html><head><title>502 Bad\nGateway</title></head></html>")
        #expect(problem.kind == .html)
        #expect(problem.message == "502 Bad Gateway")
    }

    @Test func `text is quoted, and cut`() {
        #expect(problem("upstream timed out").message == "upstream timed out")
        #expect(problem("upstream timed out").kind == .text)
        #expect(problem("<Error><Code>x</Code></Error>").kind == .text)
        #expect(problem(String(repeating: "ä", count: 9_000)).kind == .text)
        #expect(problem(String(repeating: "ä", count: 9_000)).message.count <= 300)
    }

    @Test func `pictures are named`() {
        #expect(problem([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).kind == .image("PNG"))
        #expect(problem([0xff, 0xd8, 0xff, 0xe0, 0, 0]).kind == .image("JPEG"))
        #expect(problem("GIF89a...").kind == .image("GIF"))
        #expect(problem("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ").kind == .image("WEBP"))
    }

    @Test func `nothing, and something else`() {
        #expect(problem([]).kind == .empty)
        #expect(problem([0, 1, 2, 0xff]).kind == .unknown("00 01 02 ff"))
        #expect(
            problem("RIFF\u{1}\u{2}\u{3}\u{4}AVI LIST").kind
                == .unknown("52 49 46 46 01 02 03 04 41 56 49 20")
        )
    }

    @Test func `a cut MP4 says what it has and what it should have`() {
        let bytes = MP4Builder.file
        let kind = problem(Array(bytes.dropLast(100))).kind
        #expect(kind == .truncated(bytes: Int64(bytes.count - 100), expected: Int64(bytes.count)))
    }

    @Test func `a damaged MP4 says what is wrong`() {
        #expect(problem(MP4Builder.ftyp).kind == .damaged("moov is missing"))
    }

    @Test func `WebM is kept when it is whole`() throws {
        let header: [UInt8] = [0x1a, 0x45, 0xdf, 0xa3, 0x82, 1, 2]
        let segment: [UInt8] = [0x18, 0x53, 0x80, 0x67]
        let whole = header + segment + [0x84, 1, 2, 3, 4]
        #expect(try VideoContent.check(MemorySource(whole)) == .webM)
        #expect(try VideoContent.check(MemorySource(header + segment + [0xff, 9, 9])) == .webM)
        #expect(problem(whole.dropLast(2)).kind == .truncated(bytes: 14, expected: 16))
    }
}
