import Testing

@testable import Library

struct MovieReaderTests {
    private typealias MP4 = MP4Builder

    private func movie(_ bytes: [UInt8]) throws(MP4Problem) -> Movie {
        try MovieReader.movie(in: MemorySource(bytes))
    }

    private let expected = Movie(
        duration: 2,
        width: 512,
        height: 320,
        frames: 24,
        codec: "avc1",
        framesPerSecond: 12
    )

    @Test func `a plain file tells its length, size, frames and codec`() throws {
        #expect(try movie(MP4.file) == expected)
    }

    @Test func `the movie may follow the media`() throws {
        #expect(try movie(MP4.ftyp + MP4.box("mdat", MP4.zeros(256)) + MP4.moov()) == expected)
    }

    @Test func `64-bit sizes and times are read`() throws {
        let bytes = MP4.ftyp + MP4.moov(isLong: true) + MP4.largeBox("mdat", MP4.zeros(99))
        #expect(try movie(bytes) == expected)
    }

    @Test func `a last box of size 0 reaches to the end`() throws {
        let bytes = MP4.ftyp + MP4.moov() + MP4.u32(0) + Array("mdat".utf8) + MP4.zeros(9)
        #expect(try movie(bytes) == expected)
    }

    @Test func `unknown boxes are passed over`() throws {
        let free = MP4.box("free", MP4.zeros(30))
        #expect(try movie(MP4.ftyp + free + MP4.moov(extra: free) + free + MP4.box("mdat", [1])) == expected)
    }

    @Test func `fragments are counted`() throws {
        let movie = try movie(MP4.fragmented)
        #expect(movie.isFragmented)
        #expect(movie.frames == 5)
        #expect(movie.duration == 0.5)
        #expect(movie.framesPerSecond == 10)
    }

    @Test func `every cut of a file is found, and says how long the file should be`() {
        let bytes = MP4.file
        for length in 1..<bytes.count {
            let problem = #expect(throws: MP4Problem.self) { try movie(Array(bytes[..<length])) }
            if case .truncated(let expected)? = problem { #expect(expected > length) }
        }
        #expect(throws: MP4Problem.truncated(expected: Int64(bytes.count))) { try movie(bytes.dropLast()) }
    }

    @Test func `every cut of the last fragment is found`() throws {
        let bytes = MP4.fragmented
        let lastFragment = try #require(bytes.lastRange(of: Array("moof".utf8))).lowerBound - 4
        // Fewer bytes than a box's header cannot be told from what some servers add to a whole file.
        for length in (lastFragment + 8)..<bytes.count {
            #expect(throws: MP4Problem.self) { try movie(Array(bytes[..<length])) }
        }
    }

    @Test func `media whose last chunk is beyond the end is truncated`() {
        let bytes = MP4.ftyp + MP4.moov(chunk: 50_000) + MP4.u32(0) + Array("mdat".utf8) + MP4.zeros(9)
        #expect(throws: MP4Problem.truncated(expected: 50_001)) { try movie(bytes) }
    }

    @Test func `bytes after a whole movie do no harm`() throws {
        for rest in [[0], MP4.zeros(40), Array("\r\n--boundary--\r\n".utf8), Array("ab".utf8)] as [[UInt8]] {
            #expect(try movie(MP4.file + rest) == expected)
        }
    }

    @Test func `a missing part is named`() {
        let mdat = MP4.box("mdat", [1])
        let cases: [(bytes: [UInt8], what: String)] = [
            (MP4.moov() + mdat, "it does not begin with ftyp"),
            (MP4.ftyp + mdat, "moov is missing"),
            (MP4.ftyp + MP4.moov(), "mdat is missing"),
            (MP4.ftyp + MP4.moov() + MP4.box("mdat"), "mdat is missing"),
            (MP4.ftyp + MP4.moov(handler: "soun") + mdat, "there is no video in it"),
            (MP4.ftyp + MP4.moov(frames: 0) + mdat, "the video has no frames"),
            (MP4.ftyp + MP4.u32(4) + MP4.zeros(20), "no box begins at byte 24"),
        ]
        for (bytes, what) in cases {
            #expect(throws: MP4Problem.damaged(what)) { try movie(bytes) }
        }
    }

    @Test func `a table that claims more entries than it has gives no rate`() throws {
        let stts = MP4.box("stts", MP4.u32(0), MP4.u32(.max), MP4.u32(24), MP4.u32(1_000))
        let movie = try movie(MP4.ftyp + MP4.moov(stts: stts) + MP4.box("mdat", [1]))
        #expect(movie.framesPerSecond == nil)
        #expect(movie.frames == 24)
    }

    @Test func `durations that overflow are clamped`() throws {
        let entry = MP4.u32(.max) + MP4.u32(.max)
        let stts = MP4.box("stts", MP4.u32(0), MP4.u32(4), entry, entry, entry, entry)
        #expect(try movie(MP4.ftyp + MP4.moov(stts: stts) + MP4.box("mdat", [1])).frames == 24)
    }

    @Test func `a box of the largest size is truncated and no overflow`() {
        let huge = MP4.u32(1) + Array("mdat".utf8) + MP4.u64(.max)
        #expect(throws: MP4Problem.truncated(expected: .max)) { try movie(MP4.ftyp + huge) }
    }

    @Test func `a file of nothing but tiny boxes is given up`() {
        let bytes = MP4.ftyp + Array(repeating: MP4.box("free"), count: 200_001).flatMap { $0 }
        #expect(throws: MP4Problem.damaged("it has too many boxes")) { try movie(bytes) }
    }
}

extension [UInt8] {
    fileprivate func lastRange(of other: [UInt8]) -> Range<Int>? {
        indices.last { self[$0...].starts(with: other) }.map { $0..<$0 + other.count }
    }
}
