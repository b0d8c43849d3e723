import Foundation
import Testing

@testable import Library

/// A title and a comment get into movies of every shape, and nothing else in them changes.
struct TagPlanTests {
    private let title = "A harbour at dawn"
    private let comment = #"{"prompt": "läuft 海 🌊"}"#

    private func tagged(_ bytes: [UInt8], comment: String? = nil) throws -> [UInt8] {
        let source = MemorySource(bytes)
        let plan = try TagPlanner.plan(source, title: title, comment: comment ?? self.comment)
        var written: [UInt8] = []
        try plan.write(source) { written += $0 }
        return written
    }

    private func texts(_ bytes: [UInt8]) throws -> [String: String] {
        try TagReader.texts(in: MemorySource(bytes))
    }

    /// A movie with one chunk, whose samples are told from everything else.
    private let samples = (0..<256).map { UInt8($0) }

    private func moov(chunk: Int, extra: [UInt8] = []) -> [UInt8] {
        MP4Builder.moov(chunk: UInt32(chunk), extra: extra)
    }

    /// Where the only chunk is, by the table.
    private func chunk(_ bytes: [UInt8]) throws -> Int {
        let place = try #require(bytes.firstRange(of: Array("stco".utf8)))
        return Int(try #require(bytes.u32(place.upperBound + 8)))
    }

    private func expectSame(_ bytes: [UInt8], _ new: [UInt8]) throws {
        #expect(try VideoContent.check(MemorySource(new)) == VideoContent.check(MemorySource(bytes)))
        let start = try chunk(new)
        #expect(Array(new[start..<start + samples.count]) == samples)
        #expect(try texts(new)["©nam"] == title && texts(new)["©cmt"] == comment)
    }

    @Test func `a movie at the front stays there, and its chunks are found`() throws {
        let size = MP4Builder.ftyp.count + moov(chunk: 0).count + 8
        let bytes = MP4Builder.ftyp + moov(chunk: size) + MP4Builder.box("mdat", samples)
        let new = try tagged(bytes)
        try expectSame(bytes, new)
        #expect(try chunk(new) > size)
        #expect(new.firstRange(of: Array("moov".utf8))?.lowerBound == MP4Builder.ftyp.count + 4)
    }

    @Test func `samples before the movie stay where they are, also in a large box`() throws {
        for mdat in [MP4Builder.box("mdat", samples), MP4Builder.largeBox("mdat", samples)] {
            let start = MP4Builder.ftyp.count + mdat.count - samples.count
            let bytes = MP4Builder.ftyp + mdat + moov(chunk: start)
            let new = try tagged(bytes)
            try expectSame(bytes, new)
            #expect(try chunk(new) == start)
            #expect(new.starts(with: MP4Builder.ftyp + mdat))
        }
    }

    @Test func `a large header of the movie, and tables of 64 bits`() throws {
        func file(_ chunk: Int) -> [UInt8] {
            let small = moov(chunk: 0)
            let old = MP4Builder.box("stco", MP4Builder.zeros(4), MP4Builder.u32(1), MP4Builder.u32(0))
            let large = MP4Builder.box(
                "co64",
                MP4Builder.zeros(4),
                MP4Builder.u32(1),
                MP4Builder.u64(UInt64(chunk))
            )
            var inside = small[8...].map { $0 }
            // Four bytes more in the table, and in each box around it.
            for name in ["trak", "mdia", "minf", "stbl"] {
                let place = inside.firstRange(of: Array(name.utf8))!.lowerBound - 4
                inside.replaceSubrange(place..<place + 4, with: MP4Builder.u32(inside.u32(place)! + 4))
            }
            inside.replace(old, with: large)
            return MP4Builder.ftyp + MP4Builder.largeBox("moov", inside) + MP4Builder.box("mdat", samples)
        }
        let bytes = file(file(0).count - samples.count)
        let new = try tagged(bytes)
        #expect(try VideoContent.check(MemorySource(new)) == VideoContent.check(MemorySource(bytes)))
        let place = try #require(new.firstRange(of: Array("co64".utf8))).upperBound + 8
        let start = Int(try #require(new.u64(place)))
        #expect(Array(new[start...]) == samples)
        #expect(try texts(new)["©cmt"] == comment)
    }

    @Test func `the last box may go to the end of the file`() throws {
        let size = MP4Builder.ftyp.count + moov(chunk: 0).count + 8
        let mdat = MP4Builder.u32(0) + Array("mdat".utf8) + samples
        let bytes = MP4Builder.ftyp + moov(chunk: size) + mdat
        let new = try tagged(bytes)
        try expectSame(bytes, new)
        #expect(new.suffix(mdat.count).elementsEqual(mdat))
    }

    @Test func `tags of others stay, and a title of before gives way`() throws {
        func item(_ name: [UInt8], _ text: String) -> [UInt8] {
            let data = MP4Builder.box("data", MP4Builder.u32(1), MP4Builder.zeros(4), Array(text.utf8))
            return MP4Builder.u32(UInt32(data.count + 8)) + name + data
        }
        let list = MP4Builder.box(
            "ilst",
            item([0xa9] + Array("too".utf8), "Encoder 9"),
            item([0xa9] + Array("nam".utf8), "old")
        )
        let handler = MP4Builder.box("hdlr", MP4Builder.zeros(8), Array("mdirappl".utf8), MP4Builder.zeros(9))
        let meta = MP4Builder.box("meta", MP4Builder.zeros(4), handler, list, MP4Builder.box("free", samples))
        let foreign = MP4Builder.box("XMP_", Array("<x/>".utf8))
        let udta = MP4Builder.box("udta", foreign, meta, MP4Builder.zeros(4))
        let size = MP4Builder.ftyp.count + moov(chunk: 0, extra: udta).count + 8
        let bytes = MP4Builder.ftyp + moov(chunk: size, extra: udta) + MP4Builder.box("mdat", samples)
        let new = try tagged(bytes)
        try expectSame(bytes, new)
        #expect(try texts(new)["©too"] == "Encoder 9")
        #expect(new.firstRange(of: foreign) != nil)
        #expect(
            try texts(tagged(new, comment: "second")) == [
                "©too": "Encoder 9", "©nam": title, "©cmt": "second",
            ]
        )
        #expect(try tagged(new) == new)
    }

    @Test func `what would break is left alone, and said`() throws {
        func reason(_ bytes: [UInt8]) -> String? {
            do {
                _ = try tagged(bytes)
                return nil
            } catch TagProblem.unwritable(let reason) {
                return reason
            } catch {
                return "\(error)"
            }
        }
        let signature: [UInt8] = [
            0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81,
        ]
        #expect(
            reason(MP4Builder.file + MP4Builder.box("uuid", signature, samples))?.contains("signed") == true
        )
        #expect(reason(MP4Builder.file + MP4Builder.moov())?.contains("2 moov") == true)
        #expect(reason(MP4Builder.file + MP4Builder.box("uuid", samples)) == nil)
        let far = MP4Builder.ftyp + moov(chunk: Int(UInt32.max)) + MP4Builder.box("mdat", samples)
        #expect(reason(far)?.contains("32 bits") == true)
    }

    @Test func `absurd sizes are refused, and no bytes of a movie make it fall`() throws {
        var generator = SeededGenerator(state: 5)
        for file in [MP4Builder.file, MP4Builder.fragmented] {
            let good = try tagged(file)
            for _ in 0..<60 {
                var bytes = Bool.random(using: &generator) ? good : file
                for _ in 0..<Int.random(in: 1...6, using: &generator) {
                    let place = Int.random(in: 0..<bytes.count, using: &generator)
                    bytes[place] = [0, 1, 0x7f, 0x80, 0xff].randomElement(using: &generator) ?? 0
                }
                _ = try? tagged(bytes)
                _ = try? texts(bytes)
            }
        }
    }
}
