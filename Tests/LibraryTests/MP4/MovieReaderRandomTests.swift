import Testing

@testable import Library

/// Whatever the bytes are, reading ends with a movie or a problem.
struct MovieReaderRandomTests {
    private func read(_ bytes: [UInt8]) {
        _ = try? MovieReader.movie(in: MemorySource(bytes))
        _ = try? VideoContent.check(MemorySource(bytes))
    }

    @Test func `random bytes never stop the program`() {
        var random = SeededGenerator(state: 1)
        for _ in 0..<3_000 {
            let length = Int.random(in: 0...400, using: &random)
            read((0..<length).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
    }

    @Test(arguments: [MP4Builder.file, MP4Builder.fragmented])
    func `mutated files never stop the program`(original: [UInt8]) {
        var random = SeededGenerator(state: 2)
        for _ in 0..<6_000 {
            var bytes = original
            for _ in 0...Int.random(in: 0...6, using: &random) {
                mutate(&bytes, &random)
            }
            read(bytes)
        }
    }

    @Test func `files of boxes in any order and depth never stop the program`() {
        var random = SeededGenerator(state: 3)
        for _ in 0..<2_000 {
            read(MP4Builder.ftyp + tree(depth: 6, &random) + MP4Builder.file)
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place..<min(place + Int.random(in: 1...16, using: &random), bytes.count))
        case 2: bytes.insert(contentsOf: bytes[place..<min(place + 12, bytes.count)], at: place)
        case 3:
            let extremes: [UInt32] = [0, 1, 7, 8, 0x7fff_ffff, 0x8000_0000, .max]
            let extreme = extremes.randomElement(using: &random) ?? 0
            for (offset, byte) in MP4Builder.u32(extreme).enumerated() where place + offset < bytes.count {
                bytes[place + offset] = byte
            }
        default: bytes.removeLast(bytes.count - place)
        }
    }

    private func tree(depth: Int, _ random: inout SeededGenerator) -> [UInt8] {
        let types = [
            "moov", "trak", "mdia", "minf", "stbl", "stsd", "stts", "stsz", "hdlr", "mvex", "trex", "moof",
            "traf",
            "tfhd", "trun", "mdat", "tkhd", "mdhd", "co64",
        ]
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let inside =
                depth == 0 || Bool.random(using: &random)
                ? (0..<Int.random(in: 0...40, using: &random)).map { _ in
                    UInt8.random(in: 0...9, using: &random)
                }
                : tree(depth: depth - 1, &random)
            bytes += MP4Builder.box(types.randomElement(using: &random) ?? "free", inside)
        }
        return bytes
    }
}
