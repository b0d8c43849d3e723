/// Reads the tables of an MP4: a number of entries of one size each, in pieces.
struct TableReader<Source: ByteSource> {
    /// The most entries that are read; an hour at 240 frames a second has fewer.
    static var mostEntries: Int64 { 1_000_000 }

    let source: Source

    /// Gives each entry's bytes to a closure.
    ///
    /// - Parameters:
    ///   - start: where the first entry is, from the beginning of the box's contents.
    ///   - count: as the file says it; nothing is read past the box.
    /// - Returns: false when the table ends before its last entry, or has more entries than are read.
    func forEach(
        in box: Box,
        from start: Int64,
        count: UInt32,
        size: Int,
        _ body: (_ bytes: [UInt8], _ offset: Int) -> Void
    ) throws(SystemFailure) -> Bool {
        let first = box.contents.lowerBound + start
        let room = min(box.contents.upperBound, source.count) - first
        let entries = min(Int64(count), max(room, 0) / Int64(size), Self.mostEntries)
        let atOnce = Int64(max(65_536 / size, 1))
        var done: Int64 = 0
        while done < entries {
            let wanted = Int(min(atOnce, entries - done))
            let bytes = try source.bytes(at: first + done * Int64(size), count: wanted * size)
            guard bytes.count == wanted * size else { return false }
            for index in 0..<wanted { body(bytes, index * size) }
            done += Int64(wanted)
        }
        return entries == Int64(count)
    }
}
