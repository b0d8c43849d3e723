/// Counts the frames in the movie fragments (`moof`) of one track.
struct FragmentReader {
    let track: UInt32
    /// The box with the defaults of the tracks.
    let extends: Box?

    private var defaultDuration: UInt32 = 0
    private var frames = 0
    private var ticks: Int64 = 0

    init(track: UInt32, extends: Box?) {
        self.track = track
        self.extends = extends
    }

    /// The frames of the track, and their durations in sum.
    mutating func read<Source>(
        _ fragments: [Box],
        _ reader: inout BoxReader<Source>
    ) throws(SystemFailure) -> (frames: Int, ticks: Int64) {
        if let extends { try readDefaults(extends, &reader) }
        for fragment in fragments {
            for traf in try reader.children(of: fragment) where traf.type == "traf" {
                try readTrack(traf, &reader)
            }
        }
        return (frames, ticks)
    }

    private mutating func readDefaults<Source>(
        _ mvex: Box,
        _ reader: inout BoxReader<Source>
    ) throws(SystemFailure) {
        for box in try reader.children(of: mvex) where box.type == "trex" {
            let head = try reader.head(of: box)
            if head.u32(4) == track { defaultDuration = head.u32(12) ?? 0 }
        }
    }

    private mutating func readTrack<Source>(
        _ traf: Box,
        _ reader: inout BoxReader<Source>
    ) throws(SystemFailure) {
        let boxes = try reader.children(of: traf)
        guard let tfhd = boxes.first(where: { $0.type == "tfhd" }) else { return }
        let head = try reader.head(of: tfhd)
        guard head.u32(4) == track else { return }
        let duration = Self.duration(inHeader: head) ?? defaultDuration
        for box in boxes where box.type == "trun" { try readRun(box, duration: duration, reader) }
    }

    private static func duration(inHeader head: [UInt8]) -> UInt32? {
        guard let flags = head.u32(0), flags & 0x08 != 0 else { return nil }
        return head.u32(8 + (flags & 0x01 != 0 ? 8 : 0) + (flags & 0x02 != 0 ? 4 : 0))
    }

    private mutating func readRun<Source>(
        _ box: Box,
        duration: UInt32,
        _ reader: BoxReader<Source>
    ) throws(SystemFailure) {
        let head = try reader.head(of: box)
        guard let flags = head.u32(0), let count = head.u32(4) else { return }
        frames += Int(count)
        guard flags & 0x100 != 0 else {
            ticks = ticks.addingClamped(Int64(count) * Int64(duration))
            return
        }
        let start = 8 + (flags & 0x01 != 0 ? 4 : 0) + (flags & 0x04 != 0 ? 4 : 0)
        let size = [0x100, 0x200, 0x400, 0x800].filter { flags & $0 != 0 }.count * 4
        var sum: Int64 = 0
        let table = TableReader(source: reader.source)
        _ = try table.forEach(in: box, from: Int64(start), count: count, size: size) { bytes, offset in
            sum = sum.addingClamped(Int64(bytes.u32(offset) ?? 0))
        }
        ticks = ticks.addingClamped(sum)
    }
}
