import HTTPTypes
import Testing

@testable import Server

@Suite struct ByteRangeTests {
    private func range(_ headers: HTTPFields, bytes: Int64 = 100) -> ByteRange {
        ByteRange(headers, bytes: bytes, tag: "\"t\"", modified: "Sun, 22 Nov 2026 14:16:03 GMT")
    }

    @Test(
        arguments: [
            ("bytes=0-9", .part(0...9)), ("bytes=90-", .part(90...99)), ("bytes=-10", .part(90...99)),
            ("bytes=0-1000", .part(0...99)), ("bytes=-1000", .part(0...99)), ("BYTES=5-5", .part(5...5)),
            ("bytes=99-99999999999999999999", .part(99...99)), ("bytes=100-", .unsatisfiable),
            ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=-0", .unsatisfiable),
            ("bytes=0-1,5-6", .whole), ("bytes=9-1", .whole), ("bytes=-", .whole), ("bytes=a-b", .whole),
            ("lines=0-1", .whole), ("bytes", .whole), ("bytes=1-2-3", .whole), ("bytes=+1-2", .whole),
            ("", .whole),
        ] as [(String, ByteRange)]
    )
    func `one range is understood, and all else gets the whole`(_ header: String, _ expected: ByteRange) {
        #expect(range([.range: header]) == expected)
    }

    @Test func `an empty file has no parts`() {
        #expect(range([.range: "bytes=0-"], bytes: 0) == .unsatisfiable)
        #expect(range([.range: "bytes=-5"], bytes: 0) == .unsatisfiable)
        #expect(range([:], bytes: 0) == .whole)
    }

    @Test func `a part is sent only when the rest is still the same`() {
        #expect(range([.range: "bytes=0-1", .ifRange: "\"t\""]) == .part(0...1))
        #expect(range([.range: "bytes=0-1", .ifRange: "\"old\""]) == .whole)
        #expect(range([.range: "bytes=0-1", .ifRange: "W/\"t\""]) == .whole)
        #expect(range([.range: "bytes=0-1", .ifRange: "Sun, 22 Nov 2026 14:16:03 GMT"]) == .part(0...1))
        #expect(range([.range: "bytes=0-1", .ifRange: "Sun, 22 Nov 2026 14:16:04 GMT"]) == .whole)
    }

    @Test func `what the client has is not sent again`() {
        #expect(range([.ifNoneMatch: "\"a\", \"t\""]) == .notModified)
        #expect(range([.ifNoneMatch: "W/\"t\""]) == .notModified)
        #expect(range([.ifNoneMatch: "*"]) == .notModified)
        #expect(range([.ifNoneMatch: "\"a\""]) == .whole)
        #expect(range([.ifModifiedSince: "Sun, 22 Nov 2026 14:16:03 GMT"]) == .notModified)
        // The tag says it better than the date.
        #expect(range([.ifNoneMatch: "\"a\"", .ifModifiedSince: "Sun, 22 Nov 2026 14:16:03 GMT"]) == .whole)
    }
}
