/// MP4 boxes by hand.
enum MP4Builder {
    /// A box of 32-bit size.
    static func box(_ type: String, _ contents: [UInt8]...) -> [UInt8] {
        let body = contents.flatMap { $0 }
        return u32(UInt32(body.count + 8)) + Array(type.utf8) + body
    }

    /// A box of 64-bit size.
    static func largeBox(_ type: String, _ contents: [UInt8]) -> [UInt8] {
        u32(1) + Array(type.utf8) + u64(UInt64(contents.count + 16)) + contents
    }

    static func u16(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xff)] }
    static func u32(_ value: UInt32) -> [UInt8] { u16(UInt16(value >> 16)) + u16(UInt16(value & 0xffff)) }
    static func u64(_ value: UInt64) -> [UInt8] {
        u32(UInt32(value >> 32)) + u32(UInt32(value & 0xffff_ffff))
    }
    static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

    static let ftyp = box("ftyp", Array("isom".utf8), u32(0x200), Array("isomavc1".utf8))

    /// A movie of one track: 24 frames at 12 a second, 512x320.
    static func moov(
        frames: UInt32 = 24,
        isLong: Bool = false,
        handler: String = "vide",
        chunk: UInt32 = 0,
        stts: [UInt8]? = nil,
        extra: [UInt8] = []
    ) -> [UInt8] {
        let duration = frames * 1_000
        let stbl = box(
            "stbl",
            box("stsd", u32(0), u32(1), box("avc1", zeros(24), u16(512), u16(320), zeros(50))),
            stts ?? box("stts", u32(0), u32(1), u32(frames), u32(1_000)),
            box("stsz", u32(0), u32(0), u32(frames), zeros(Int(min(frames, 100)) * 4)),
            box("stco", u32(0), u32(1), u32(chunk))
        )
        let mdia = box(
            "mdia",
            header("mdhd", isLong: isLong, timescale: 12_000, duration: duration),
            box("hdlr", u32(0), u32(0), Array(handler.utf8), zeros(13)),
            box("minf", stbl)
        )
        let track =
            isLong
            ? box("tkhd", [1], zeros(19), u32(1), zeros(64), u32(512 << 16), u32(320 << 16))
            : box("tkhd", zeros(12), u32(1), zeros(60), u32(512 << 16), u32(320 << 16))
        let mvhd = header("mvhd", isLong: isLong, timescale: 1_000, duration: duration / 12)
        return box("moov", mvhd, box("trak", track, mdia), extra)
    }

    /// `mvhd` or `mdhd`.
    static func header(_ type: String, isLong: Bool, timescale: UInt32, duration: UInt32) -> [UInt8] {
        isLong
            ? box(type, [1, 0, 0, 0], zeros(16), u32(timescale), u64(UInt64(duration)), zeros(4))
            : box(type, zeros(12), u32(timescale), u32(duration), zeros(4))
    }

    /// A whole small file.
    static let file = ftyp + moov() + box("mdat", zeros(256))

    /// A movie whose frames are in two fragments: three with the default duration, two with their own.
    static let fragmented: [UInt8] = {
        let mvex = box("mvex", box("trex", u32(0), u32(1), u32(1), u32(1_000), u32(0), u32(0)))
        let first = box(
            "moof",
            box("mfhd", u32(0), u32(1)),
            box("traf", box("tfhd", u32(0), u32(1)), box("trun", u32(0), u32(3)))
        )
        let second = box(
            "moof",
            box("mfhd", u32(0), u32(2)),
            box(
                "traf",
                box("tfhd", u32(0), u32(1)),
                box("trun", u32(0x301), u32(2), u32(8), u32(500), u32(9), u32(2_500), u32(9))
            )
        )
        let mdat = box("mdat", zeros(64))
        return ftyp + moov(frames: 0, extra: mvex) + first + mdat + second + mdat
    }()
}

/// SplitMix64: the same numbers in each run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
