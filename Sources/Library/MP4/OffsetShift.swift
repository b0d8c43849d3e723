/// Everything behind a place in a file moves: the numbers in it that say where something is must follow.
struct OffsetShift {
    /// The end of what grows or shrinks, as it was.
    let from: Int64
    let by: Int64

    /// Where something is afterwards.
    func moved(_ offset: UInt64) -> UInt64 {
        offset >= UInt64(from) ? offset &+ UInt64(bitPattern: by) : offset
    }

    /// Changes the tables of chunks in a `moov` that has been read.
    ///
    /// - Parameter start: where the bytes begin in the file.
    func apply<Source>(
        to moov: inout [UInt8],
        at start: Int64,
        of children: [Box],
        _ reader: inout BoxReader<Source>
    ) throws {
        guard !children.contains(where: { $0.type == "cmov" }) else {
            throw TagProblem.unwritable("its moov is compressed")
        }
        for track in children where track.type == "trak" {
            guard let media = try reader.child("mdia", of: track),
                let information = try reader.child("minf", of: media)
            else { continue }
            try refuseOtherFiles(information, &reader)
            guard let tables = try reader.child("stbl", of: information) else { continue }
            for box in try reader.children(of: tables) {
                switch box.type {
                case "stco": try shift(UInt32.self, Int(box.contents.lowerBound - start), box, &moov)
                case "co64": try shift(UInt64.self, Int(box.contents.lowerBound - start), box, &moov)
                case "saio", "senc": throw TagProblem.unwritable("it is encrypted")
                default: break
                }
            }
        }
    }

    private func shift<Number: FixedWidthInteger>(
        _: Number.Type,
        _ start: Int,
        _ box: Box,
        _ bytes: inout [UInt8]
    ) throws {
        let size = Number.bitWidth / 8
        guard let count = bytes.u32(start + 4), 8 + Int64(count) * Int64(size) <= box.length else {
            throw TagProblem.unwritable("its table of chunks is damaged")
        }
        for index in 0..<Int(count) {
            let place = start + 8 + index * size
            let old = size == 4 ? UInt64(bytes.u32(place) ?? 0) : bytes.u64(place) ?? 0
            guard let new = Number(exactly: moved(old)) else {
                throw TagProblem.unwritable("its offsets would need more than 32 bits")
            }
            bytes.replaceSubrange(place..<place + size, with: new.bytes)
        }
    }

    /// Samples in other files are at places that do not move.
    private func refuseOtherFiles<Source>(
        _ information: Box,
        _ reader: inout BoxReader<Source>
    ) throws {
        guard let data = try reader.child("dinf", of: information),
            let references = try reader.child("dref", of: data)
        else { return }
        let start = min(references.contents.lowerBound + 8, references.contents.upperBound)
        let list = Box(
            type: "dref",
            start: references.start,
            contents: start..<references.contents.upperBound
        )
        for entry in try reader.children(of: list)
        where try reader.head(of: entry, count: 4).u32(0).map({ $0 & 1 == 0 }) ?? true {
            throw TagProblem.unwritable("its samples are in another file")
        }
    }

    /// The changes outside of the `moov`: absolute places in fragments, their index at the end, and one before.
    func patches<Source>(
        of boxes: [Box],
        movie: Box,
        _ reader: inout BoxReader<Source>
    ) throws -> [TagPlan.Patch] {
        guard by != 0 else { return [] }
        var patches: [TagPlan.Patch] = []
        for box in boxes {
            switch box.type {
            case "moof":
                for track in try reader.children(of: box) where track.type == "traf" {
                    if let header = try reader.child("tfhd", of: track) {
                        patches += try base(of: header, reader)
                    }
                }
            case "mfra":
                for table in try reader.children(of: box) where table.type == "tfra" {
                    patches.append(try fragments(in: table, reader))
                }
            case "sidx" where box.contents.upperBound <= movie.start:
                patches += try index(box, reader)
            default: break
            }
        }
        return patches
    }

    /// The base of a fragment's offsets, where it has one of its own.
    private func base<Source>(
        of header: Box,
        _ reader: BoxReader<Source>
    ) throws -> [TagPlan.Patch] {
        let head = try reader.head(of: header, count: 16)
        guard let flags = head.u32(0), flags & 1 != 0, let base = head.u64(8) else { return [] }
        return [TagPlan.Patch(offset: header.contents.lowerBound + 8, bytes: moved(base).bytes)]
    }

    /// The table of where fragments begin.
    private func fragments<Source>(
        in table: Box,
        _ reader: BoxReader<Source>
    ) throws -> TagPlan.Patch {
        guard table.length <= 8 * 1_024 * 1_024 else { throw TagProblem.unwritable("its index is too large") }
        var bytes = try reader.head(of: table, count: Int(table.length))
        guard let lengths = bytes.u32(8), let count = bytes.u32(12) else {
            throw TagProblem.unwritable("its index is damaged")
        }
        let size = bytes[0] == 1 ? 8 : 4
        let numbers = [4, 2, 0].reduce(0) { $0 + Int(lengths >> UInt32($1) & 3) + 1 }
        let entry = 2 * size + numbers
        guard 16 + Int64(count) * Int64(entry) <= table.length else {
            throw TagProblem.unwritable("its index is damaged")
        }
        for index in 0..<Int(count) {
            let place = 16 + index * entry + size
            let old = size == 4 ? UInt64(bytes.u32(place) ?? 0) : bytes.u64(place) ?? 0
            let new = moved(old)
            guard size == 8 || new <= UInt64(UInt32.max) else {
                throw TagProblem.unwritable("its offsets would need more than 32 bits")
            }
            bytes.replaceSubrange(place..<place + size, with: new.bytes.suffix(size))
        }
        return TagPlan.Patch(offset: table.contents.lowerBound, bytes: bytes)
    }

    /// The distance from an index before the movie to what it tells of, behind the movie.
    private func index<Source>(_ box: Box, _ reader: BoxReader<Source>) throws -> [TagPlan.Patch] {
        let head = try reader.head(of: box, count: 28)
        let isLong = head.first == 1
        let place = isLong ? 20 : 16
        guard let distance = isLong ? head.u64(place) : head.u32(place).map(UInt64.init) else { return [] }
        let target = UInt64(box.contents.upperBound).addingReportingOverflow(distance)
        guard !target.overflow, target.partialValue >= UInt64(from) else { return [] }
        let new = distance &+ UInt64(bitPattern: by)
        guard isLong || new <= UInt64(UInt32.max) else {
            throw TagProblem.unwritable("its offsets would need more than 32 bits")
        }
        let offset = box.contents.lowerBound + Int64(place)
        return [TagPlan.Patch(offset: offset, bytes: new.bytes.suffix(isLong ? 8 : 4))]
    }
}

extension BoxReader {
    /// The first box of a type directly inside a box.
    mutating func child(_ type: BoxType, of parent: Box) throws(SystemFailure) -> Box? {
        try children(of: parent).first { $0.type == type }
    }
}

extension Box {
    /// The length of its contents.
    var length: Int64 { contents.upperBound - contents.lowerBound }
}
