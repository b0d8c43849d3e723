/// A track of an MP4 that holds pictures.
struct VideoTrack: Hashable {
    var id: UInt32 = 0
    var width: Int?
    var height: Int?
    var codec: String?
    var timescale: UInt32 = 0
    /// As the tables have it; nil when they do not tell.
    var frames: Int?
    /// The frames' durations in sum, in units of the time scale.
    var ticks: Int64?
    /// Where the last chunk of samples begins in the file.
    var lastChunk: Int64 = 0

    /// The track in a `trak` box; nil when it holds no pictures.
    init?<Source>(_ trak: Box, _ reader: inout BoxReader<Source>) throws(SystemFailure) {
        let boxes = try reader.children(of: trak)
        guard let mdia = boxes.first(where: { $0.type == "mdia" }) else { return nil }
        let media = try reader.children(of: mdia)
        guard let hdlr = media.first(where: { $0.type == "hdlr" }),
            try reader.head(of: hdlr).u32(8).map(BoxType.init(code:)) == "vide"
        else { return nil }
        if let mdhd = media.first(where: { $0.type == "mdhd" }) {
            timescale = MediaTime(try reader.head(of: mdhd))?.timescale ?? 0
        }
        if let minf = media.first(where: { $0.type == "minf" }),
            let stbl = try reader.children(of: minf).first(where: { $0.type == "stbl" })
        {
            for box in try reader.children(of: stbl) { try readTable(box, reader) }
        }
        if let tkhd = boxes.first(where: { $0.type == "tkhd" }) { readHeader(try reader.head(of: tkhd)) }
    }

    /// The track's number, and its size on the screen in 16.16 fixed point, which is zero in some files.
    private mutating func readHeader(_ bytes: [UInt8]) {
        let isLong = bytes.first == 1
        id = bytes.u32(isLong ? 20 : 12) ?? 0
        if let shown = bytes.u32(isLong ? 88 : 76), shown >> 16 > 0 { width = Int(shown >> 16) }
        if let shown = bytes.u32(isLong ? 92 : 80), shown >> 16 > 0 { height = Int(shown >> 16) }
    }

    private mutating func readTable<Source>(
        _ box: Box,
        _ reader: BoxReader<Source>
    ) throws(SystemFailure) {
        let head = try reader.head(of: box)
        switch box.type {
        case "stsd":
            readSampleEntry(head)
        case "stsz", "stz2":
            frames = head.u32(8).map(Int.init)
        case "stts":
            ticks = try sumOfDurations(box, head, reader)
        case "stco", "co64":
            lastChunk = try lastOffset(box, head, reader)
        default:
            break
        }
    }

    private mutating func readSampleEntry(_ head: [UInt8]) {
        codec = head.u32(12).flatMap { BoxType(code: $0).text }
        width = head.u16(40).map(Int.init)
        height = head.u16(42).map(Int.init)
    }

    private func sumOfDurations<Source>(
        _ box: Box,
        _ head: [UInt8],
        _ reader: BoxReader<Source>
    ) throws(SystemFailure) -> Int64? {
        guard let count = head.u32(4) else { return nil }
        var sum: Int64 = 0
        let table = TableReader(source: reader.source)
        let isWhole = try table.forEach(in: box, from: 8, count: count, size: 8) { bytes, offset in
            let (samples, delta) = (Int64(bytes.u32(offset) ?? 0), Int64(bytes.u32(offset + 4) ?? 0))
            sum = sum.addingClamped(samples.multipliedClamped(by: delta))
        }
        return isWhole ? sum : nil
    }

    private func lastOffset<Source>(
        _ box: Box,
        _ head: [UInt8],
        _ reader: BoxReader<Source>
    ) throws(SystemFailure) -> Int64 {
        guard let count = head.u32(4) else { return 0 }
        var last: Int64 = 0
        let isLong = box.type == "co64"
        let table = TableReader(source: reader.source)
        _ = try table.forEach(in: box, from: 8, count: count, size: isLong ? 8 : 4) { bytes, offset in
            let found = isLong ? bytes.u64(offset) ?? 0 : UInt64(bytes.u32(offset) ?? 0)
            // One less than the largest, so that the byte after it has a number.
            last = max(last, min(Int64(clamping: found), .max - 1))
        }
        return last
    }
}

extension Int64 {
    /// The sum, or the largest number when it has none.
    func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }

    /// The product, or the largest number when it has none.
    func multipliedClamped(by other: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}
